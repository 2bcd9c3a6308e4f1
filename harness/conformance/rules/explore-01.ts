import { checkSpace } from '../../explore/check-space.ts'
import type { Rule } from '../rule.ts'

export const explore01: Rule = {
  id: 'EXPLORE-01',
  level: 'MUST',
  title:
    'whenever shutdown() lands, the loop stops and every promise of STOP, WORK, LOG and LEAK holds',
  hint: 'look at what the step before the landing had read and the step after it acts on: read the stop flag again after every await',
  needs: [],
  virtualOnly: 'no moment can be chosen',
  check: (lab) => checkSpace(lab, 'EXPLORE-01'),
}
