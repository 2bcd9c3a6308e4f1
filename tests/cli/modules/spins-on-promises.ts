import type { SubjectContext } from '../../../harness/model/subject.ts'
import { createHeartbeat } from './heartbeat.ts'

async function waitForNothing(): Promise<never> {
  for (;;) await Promise.resolve()
}

export default {
  name: 'Poller',
  ownership: 'owned',
  intervalMs: 1000,
  create: (probe: SubjectContext) => ({ ...createHeartbeat(probe), shutdown: waitForNothing }),
}
