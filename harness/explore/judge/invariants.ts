// judge/ reads the record of one schedule and says which promise it breaks, if any. What it finds becomes a
// failure with its steps, its token and a test to paste.

import type { Invariant } from './invariant.ts'
import { droppingInvariants } from './dropping.ts'
import { extensionInvariants } from './extensions.ts'
import { failureInvariants } from './failures.ts'
import { itemInvariants } from './items.ts'
import { leavingInvariants } from './leaving.ts'
import { runInvariants } from './runs.ts'
import { sendingInvariants } from './sending.ts'
import { settlingInvariants } from './settling.ts'
import { startInvariants } from './starting.ts'
import { successInvariants } from './success.ts'
import { warningInvariants } from './warnings.ts'

/** Everything that holds in every schedule; what explains the others best comes first. */
export const invariants: readonly Invariant[] = [
  ...startInvariants,
  ...runInvariants,
  ...settlingInvariants,
  ...droppingInvariants,
  ...warningInvariants,
  ...successInvariants,
  ...failureInvariants,
  ...extensionInvariants,
  ...itemInvariants,
  ...leavingInvariants,
  ...sendingInvariants,
]

/** What holds, by name, of a task that was started again as well: the others are about one life and its one end. */
export const lastingInvariants: ReadonlySet<string> = new Set([
  'no overlap',
  'no second loop',
  'no hot loop',
  'shutdown never rejects',
  'drop never throws',
  'drop is synchronous',
  'nothing goes uncaught',
])
