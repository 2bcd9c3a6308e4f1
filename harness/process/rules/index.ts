import type { ProcessRule } from '../process-rule.ts'
import { leak05 } from './leak-05.ts'
import { proc01 } from './proc-01.ts'
import { proc02 } from './proc-02.ts'
import { proc03 } from './proc-03.ts'
import { proc04 } from './proc-04.ts'
import { proc06 } from './proc-06.ts'
import { proc07 } from './proc-07.ts'
import { proc08 } from './proc-08.ts'
import { proc09 } from './proc-09.ts'

/** The rules of the process, in the order of the catalogue. */
export const processRules: readonly ProcessRule[] = [
  leak05,
  proc01,
  proc02,
  proc03,
  proc04,
  proc06,
  proc07,
  proc08,
  proc09,
]
