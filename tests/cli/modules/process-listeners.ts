import type { SubjectContext } from '../../../harness/model/subject.ts'
import { createHeartbeat } from './heartbeat.ts'

export default {
  name: 'Listener',
  ownership: 'owned',
  intervalMs: 1000,
  create(probe: SubjectContext) {
    process.on('SIGTERM', () => {})
    return createHeartbeat(probe)
  },
}
