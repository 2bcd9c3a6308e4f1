import type { Probe } from '../../../harness/conformance/subject.ts'
import { createHeartbeat } from './heartbeat.ts'

export default {
  name: 'Listener',
  ownership: 'owned',
  intervalMs: 1000,
  create(probe: Probe) {
    process.on('SIGTERM', () => {})
    return createHeartbeat(probe)
  },
}
