import type { Probe } from '../../../harness/conformance/subject.ts'
import { createHeartbeat } from './heartbeat.ts'

export default {
  name: 'Quitter',
  ownership: 'owned',
  intervalMs: 1000,
  create: (probe: Probe) => ({ ...createHeartbeat(probe), shutdown: () => process.exit(0) }),
}
