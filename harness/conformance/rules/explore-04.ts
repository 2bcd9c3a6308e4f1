import { checkSpace } from '../../explore/check-space.ts'
import type { Rule } from '../rule.ts'

export const explore04: Rule = {
  id: 'EXPLORE-04',
  level: 'MUST',
  title: 'whenever clone(), shutdown() or drop land on two clones, their promises hold',
  hint: 'let the clones share one state, and count them in the very turn of the call',
  needs: ['clone'],
  virtualOnly: 'no moment can be chosen',
  check: (lab) => checkSpace(lab, 'EXPLORE-04'),
}
