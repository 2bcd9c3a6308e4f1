import { start01 } from '../trial/rules/start-01.ts'
import { start02 } from '../trial/rules/start-02.ts'
import { start03 } from '../trial/rules/start-03.ts'
import { start04 } from '../trial/rules/start-04.ts'
import { start05 } from '../trial/rules/start-05.ts'
import { item01 } from '../trial/rules/item-01.ts'
import { item02 } from '../trial/rules/item-02.ts'
import { item03 } from '../trial/rules/item-03.ts'
import { item04 } from '../trial/rules/item-04.ts'
import { need01 } from '../trial/rules/need-01.ts'
import { need02 } from '../trial/rules/need-02.ts'
import { need03 } from '../trial/rules/need-03.ts'
import { net01 } from '../trial/rules/net-01.ts'
import { net02 } from '../trial/rules/net-02.ts'
import { net03 } from '../trial/rules/net-03.ts'
import { net04 } from '../trial/rules/net-04.ts'
import { net05 } from '../trial/rules/net-05.ts'
import { net06 } from '../trial/rules/net-06.ts'
import { net07 } from '../trial/rules/net-07.ts'
import { EXPLORE_RULES, type ExploreRuleId, exploreRules } from '../explore/explore-rules.ts'
import type { RuleInfo } from '../model/rule-info.ts'
import { Exploration } from '../explore/exploration.ts'
import { RealExploration } from '../explore/real/real-exploration.ts'
import type { Rule } from '../trial/rule.ts'
import { checkSpace } from './check-space.ts'
import { leak05 } from '../process/rules/leak-05.ts'
import { proc01 } from '../process/rules/proc-01.ts'
import { proc02 } from '../process/rules/proc-02.ts'
import { proc03 } from '../process/rules/proc-03.ts'
import { proc04 } from '../process/rules/proc-04.ts'
import { proc06 } from '../process/rules/proc-06.ts'
import { proc07 } from '../process/rules/proc-07.ts'
import { proc08 } from '../process/rules/proc-08.ts'
import { proc09 } from '../process/rules/proc-09.ts'
import { clean01 } from '../trial/rules/clean-01.ts'
import { clean02 } from '../trial/rules/clean-02.ts'
import { clean03 } from '../trial/rules/clean-03.ts'
import { clean04 } from '../trial/rules/clean-04.ts'
import { clean05 } from '../trial/rules/clean-05.ts'
import { clean06 } from '../trial/rules/clean-06.ts'
import { clone01 } from '../trial/rules/clone-01.ts'
import { clone02 } from '../trial/rules/clone-02.ts'
import { clone03 } from '../trial/rules/clone-03.ts'
import { clone04 } from '../trial/rules/clone-04.ts'
import { clone05 } from '../trial/rules/clone-05.ts'
import { clone06 } from '../trial/rules/clone-06.ts'
import { clone07 } from '../trial/rules/clone-07.ts'
import { clone08 } from '../trial/rules/clone-08.ts'
import { clone09 } from '../trial/rules/clone-09.ts'
import { clone10 } from '../trial/rules/clone-10.ts'
import { clone11 } from '../trial/rules/clone-11.ts'
import { drop01 } from '../trial/rules/drop-01.ts'
import { drop02 } from '../trial/rules/drop-02.ts'
import { drop03 } from '../trial/rules/drop-03.ts'
import { drop04 } from '../trial/rules/drop-04.ts'
import { drop05 } from '../trial/rules/drop-05.ts'
import { drop06 } from '../trial/rules/drop-06.ts'
import { drop07 } from '../trial/rules/drop-07.ts'
import { drop08 } from '../trial/rules/drop-08.ts'
import { drop09 } from '../trial/rules/drop-09.ts'
import { drop10 } from '../trial/rules/drop-10.ts'
import { drop11 } from '../trial/rules/drop-11.ts'
import { drop12 } from '../trial/rules/drop-12.ts'
import { kit00 } from '../trial/rules/kit-00.ts'
import { leak01 } from '../trial/rules/leak-01.ts'
import { leak02 } from '../trial/rules/leak-02.ts'
import { leak03 } from '../trial/rules/leak-03.ts'
import { leak04 } from '../trial/rules/leak-04.ts'
import { leak06 } from '../trial/rules/leak-06.ts'
import { log01 } from '../trial/rules/log-01.ts'
import { log02 } from '../trial/rules/log-02.ts'
import { proc05 } from '../trial/rules/proc-05.ts'
import { state01 } from '../trial/rules/state-01.ts'
import { state02 } from '../trial/rules/state-02.ts'
import { stop01 } from '../trial/rules/stop-01.ts'
import { stop02 } from '../trial/rules/stop-02.ts'
import { stop03 } from '../trial/rules/stop-03.ts'
import { stop04 } from '../trial/rules/stop-04.ts'
import { stop05 } from '../trial/rules/stop-05.ts'
import { stop06 } from '../trial/rules/stop-06.ts'
import { stop07 } from '../trial/rules/stop-07.ts'
import { stop08 } from '../trial/rules/stop-08.ts'
import { stop09 } from '../trial/rules/stop-09.ts'
import { stop10 } from '../trial/rules/stop-10.ts'
import { stop11 } from '../trial/rules/stop-11.ts'
import { stop12 } from '../trial/rules/stop-12.ts'
import { stop13 } from '../trial/rules/stop-13.ts'
import { stop14 } from '../trial/rules/stop-14.ts'
import { time01 } from '../trial/rules/time-01.ts'
import { time02 } from '../trial/rules/time-02.ts'
import { time03 } from '../trial/rules/time-03.ts'
import { time04 } from '../trial/rules/time-04.ts'
import { time05 } from '../trial/rules/time-05.ts'
import { time06 } from '../trial/rules/time-06.ts'
import { time07 } from '../trial/rules/time-07.ts'
import { work01 } from '../trial/rules/work-01.ts'
import { work02 } from '../trial/rules/work-02.ts'
import { work03 } from '../trial/rules/work-03.ts'
import { work04 } from '../trial/rules/work-04.ts'
import { work05 } from '../trial/rules/work-05.ts'
import { work06 } from '../trial/rules/work-06.ts'
import { work07 } from '../trial/rules/work-07.ts'
import { work08 } from '../trial/rules/work-08.ts'
import { work09 } from '../trial/rules/work-09.ts'
import { work10 } from '../trial/rules/work-10.ts'
import { work11 } from '../trial/rules/work-11.ts'

/** Every rule, in the order of the catalogue. KIT-00 is first, since the others build on it. */
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
  stop14,
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
  clone10,
  clone11,
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
  clean06,
  clean05,
  state01,
  state02,
  start01,
  start02,
  start03,
  start04,
  start05,
  item01,
  item02,
  item03,
  item04,
  need01,
  need02,
  need03,
  net01,
  net02,
  net03,
  net04,
  net05,
  net06,
  net07,
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
  proc06,
  proc07,
  proc08,
  proc09,
  ...EXPLORE_RULES.map(createExploreRule),
]

/** The catalogue as data, without the checks. */
export const ruleInfos: readonly RuleInfo[] = rules.map(({ check: _check, ...info }) => info)

function createExploreRule(id: ExploreRuleId): Rule {
  return {
    ...exploreRules[id],
    // A check that runs all rules shares one exploration; this is for who checks the rule by itself.
    check: (lab) => checkSpace(lab.isReal ? new RealExploration(lab) : new Exploration(lab), id),
  }
}
