import type { BrokenSubject } from './broken-subject.ts'
import { kitSubjects } from './kit/index.ts'
import { stopSubjects } from './stop/index.ts'
import { dropSubjects } from './drop/index.ts'
import { cloneSubjects } from './clone/index.ts'
import { workSubjects } from './work/index.ts'
import { timeSubjects } from './time/index.ts'
import { cleanSubjects } from './clean/index.ts'
import { stateSubjects } from './state/index.ts'
import { startSubjects } from './start/index.ts'
import { itemSubjects } from './item/index.ts'
import { needSubjects } from './need/index.ts'
import { netSubjects } from './net/index.ts'
import { logSubjects } from './log/index.ts'
import { leakSubjects } from './leak/index.ts'
import { exploreSubjects } from './explore/index.ts'
import { workerSubjects } from './worker/index.ts'

export type { BrokenSubject } from './broken-subject.ts'
export { hostileSubjects } from './hostile/index.ts'

/** Every broken manager, with the exact set of rules it must fail. */
export const subjects: readonly BrokenSubject[] = [
  ...kitSubjects,
  ...stopSubjects,
  ...dropSubjects,
  ...cloneSubjects,
  ...workSubjects,
  ...timeSubjects,
  ...cleanSubjects,
  ...stateSubjects,
  ...startSubjects,
  ...itemSubjects,
  ...needSubjects,
  ...netSubjects,
  ...logSubjects,
  ...leakSubjects,
  ...exploreSubjects,
  ...workerSubjects,
]
