import { isHeldTo } from '../model/judge-waiver.ts'
import type { RuleId } from '../model/rule-info.ts'
import type { Lab } from '../trial/lab.ts'
import type { OperationName } from './plan/operation.ts'
import { restrictSpace, type Space } from './plan/space.ts'

/** The rule that tries an operation at a few moments of the start. */
const START_RULES: Partial<Record<OperationName, RuleId>> = {
  shutdown: 'START-01',
  drop: 'START-02',
  lack: 'START-03',
  start: 'START-04',
}

/** A space without the operations that the subject cannot do, and without those of which enough is said. */
export function findOwnSpace(space: Space, { subject, seen, broken }: Lab): Space {
  const canDrop = !seen.absent.has('drop')
  const isSync = subject.capabilities?.work === 'sync'
  return restrictSpace(space, ({ name }) => {
    // A run that ends in its turn is never there to be held up.
    if (name === 'hang' || name === 'reject') return !isSync
    if (name === 'drop' && !canDrop) return false
    const rule = space.start === undefined ? undefined : START_RULES[name]
    // Where that rule is broken or waived, exploring would say it again in other words.
    return rule === undefined || (!broken.has(rule) && isHeldTo(subject, rule))
  })
}
