import type { ChildPlan } from '../child-record.ts'
import { observeActs } from './observe-acts.ts'
import { observeChildren } from './observe-children.ts'
import { observeRequests } from './observe-requests.ts'
import { observeServers } from './observe-servers.ts'
import { observeWays } from './observe-ways.ts'

/** Has observed what the program starts, opens and answers, as far as the run asks for it. */
export function observeProgram(plan: ChildPlan): void {
  observeChildren()
  observeServers()
  observeWays(plan)
  if (plan.scenario === 'storm') observeActs()
  if (plan.hasTraffic) observeRequests()
}
