import type { Rule } from '../rule.ts'
import { leak05 } from '../../process/rules/leak-05.ts'
import { proc01 } from '../../process/rules/proc-01.ts'
import { proc02 } from '../../process/rules/proc-02.ts'
import { proc03 } from '../../process/rules/proc-03.ts'
import { proc04 } from '../../process/rules/proc-04.ts'
import { clean01 } from './clean-01.ts'
import { clean02 } from './clean-02.ts'
import { clean03 } from './clean-03.ts'
import { clean04 } from './clean-04.ts'
import { clean05 } from './clean-05.ts'
import { clone01 } from './clone-01.ts'
import { clone02 } from './clone-02.ts'
import { clone03 } from './clone-03.ts'
import { clone04 } from './clone-04.ts'
import { clone05 } from './clone-05.ts'
import { clone06 } from './clone-06.ts'
import { clone07 } from './clone-07.ts'
import { clone08 } from './clone-08.ts'
import { clone09 } from './clone-09.ts'
import { drop01 } from './drop-01.ts'
import { drop02 } from './drop-02.ts'
import { drop03 } from './drop-03.ts'
import { drop04 } from './drop-04.ts'
import { drop05 } from './drop-05.ts'
import { drop06 } from './drop-06.ts'
import { drop07 } from './drop-07.ts'
import { drop08 } from './drop-08.ts'
import { drop09 } from './drop-09.ts'
import { drop10 } from './drop-10.ts'
import { drop11 } from './drop-11.ts'
import { drop12 } from './drop-12.ts'
import { explore01 } from './explore-01.ts'
import { explore02 } from './explore-02.ts'
import { explore03 } from './explore-03.ts'
import { explore04 } from './explore-04.ts'
import { explore05 } from './explore-05.ts'
import { kit00 } from './kit-00.ts'
import { leak01 } from './leak-01.ts'
import { leak02 } from './leak-02.ts'
import { leak03 } from './leak-03.ts'
import { leak04 } from './leak-04.ts'
import { leak06 } from './leak-06.ts'
import { log01 } from './log-01.ts'
import { log02 } from './log-02.ts'
import { proc05 } from './proc-05.ts'
import { state01 } from './state-01.ts'
import { state02 } from './state-02.ts'
import { stop01 } from './stop-01.ts'
import { stop02 } from './stop-02.ts'
import { stop03 } from './stop-03.ts'
import { stop04 } from './stop-04.ts'
import { stop05 } from './stop-05.ts'
import { stop06 } from './stop-06.ts'
import { stop07 } from './stop-07.ts'
import { stop08 } from './stop-08.ts'
import { stop09 } from './stop-09.ts'
import { stop10 } from './stop-10.ts'
import { stop11 } from './stop-11.ts'
import { stop12 } from './stop-12.ts'
import { stop13 } from './stop-13.ts'
import { time01 } from './time-01.ts'
import { time02 } from './time-02.ts'
import { time03 } from './time-03.ts'
import { time04 } from './time-04.ts'
import { time05 } from './time-05.ts'
import { time06 } from './time-06.ts'
import { time07 } from './time-07.ts'
import { work01 } from './work-01.ts'
import { work02 } from './work-02.ts'
import { work03 } from './work-03.ts'
import { work04 } from './work-04.ts'
import { work05 } from './work-05.ts'
import { work06 } from './work-06.ts'
import { work07 } from './work-07.ts'
import { work08 } from './work-08.ts'
import { work09 } from './work-09.ts'
import { work10 } from './work-10.ts'
import { work11 } from './work-11.ts'

/** Every rule, in the order of the catalogue: KIT-00 first, since the others build on it. */
export const rules: readonly Rule[] = [
  kit00,
  stop01,
  stop02,
  stop03,
  stop04,
  stop05,
  stop06,
  stop07,
  stop08,
  stop09,
  stop10,
  stop11,
  stop12,
  stop13,
  drop01,
  drop02,
  drop03,
  drop04,
  drop05,
  drop06,
  drop07,
  drop08,
  drop09,
  drop10,
  drop11,
  drop12,
  clone01,
  clone02,
  clone03,
  clone04,
  clone05,
  clone06,
  clone07,
  clone08,
  clone09,
  work01,
  work02,
  work03,
  work04,
  work05,
  work06,
  work07,
  work08,
  work09,
  work10,
  work11,
  time01,
  time02,
  time03,
  time04,
  time05,
  time06,
  time07,
  clean01,
  clean02,
  clean03,
  clean04,
  clean05,
  state01,
  state02,
  log01,
  log02,
  leak01,
  leak02,
  leak03,
  leak04,
  leak06,
  leak05,
  proc01,
  proc02,
  proc03,
  proc04,
  proc05,
  explore01,
  explore02,
  explore03,
  explore04,
  explore05,
]
