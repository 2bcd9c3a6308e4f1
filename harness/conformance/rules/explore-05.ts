import { checkSpace } from '../../explore/check-space.ts'
import type { Rule } from '../rule.ts'

export const explore05: Rule = {
  id: 'EXPLORE-05',
  level: 'MUST',
  title: 'whenever shutdownWithin() or shutdownWith() land, their promises hold',
  hint: 'arm the deadline and keep the cleanup in the very turn of the call, before any await',
  needs: [],
  virtualOnly: 'no moment can be chosen',
  check: (lab) => checkSpace(lab, 'EXPLORE-05'),
}
