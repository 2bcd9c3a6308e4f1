import { checkSpace } from '../../explore/check-space.ts'
import type { Rule } from '../rule.ts'

export const explore02: Rule = {
  id: 'EXPLORE-02',
  level: 'MUST',
  title: 'whenever drop lands, the loop is cut off and every promise of DROP and LEAK holds',
  hint: 'look at what the step before the landing had read and the step after it acts on: read the stop flag again after every await',
  needs: ['drop'],
  virtualOnly: 'no moment can be chosen',
  check: (lab) => checkSpace(lab, 'EXPLORE-02'),
}
