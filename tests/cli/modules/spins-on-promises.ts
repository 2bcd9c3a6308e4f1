import type { Probe } from '../../../harness/conformance/subject.ts'
import { createHeartbeat } from './heartbeat.ts'

async function waitForNothing(): Promise<never> {
  for (;;) await Promise.resolve()
}

export default {
  name: 'Poller',
  ownership: 'owned',
  intervalMs: 1000,
  create: (probe: Probe) => ({ ...createHeartbeat(probe), shutdown: waitForNothing }),
}
