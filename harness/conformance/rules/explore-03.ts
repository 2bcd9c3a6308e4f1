import { checkSpace } from '../../explore/check-space.ts'
import type { Rule } from '../rule.ts'

export const explore03: Rule = {
  id: 'EXPLORE-03',
  level: 'MUST',
  title: 'whenever two of shutdown(), shutdown() and drop land, their promises hold',
  hint: 'let one field tell the state of the manager, and set it in the very turn of the call',
  needs: [],
  virtualOnly: 'no moment can be chosen',
  check: (lab) => checkSpace(lab, 'EXPLORE-03'),
}
