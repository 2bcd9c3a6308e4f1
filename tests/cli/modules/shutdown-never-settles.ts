import type { Probe } from '../../../harness/conformance/subject.ts'
import { createHeartbeat } from './heartbeat.ts'

export default {
  name: 'Stuck',
  ownership: 'owned',
  intervalMs: 1000,
  create: (probe: Probe) => ({ ...createHeartbeat(probe), shutdown: () => new Promise(() => {}) }),
}
