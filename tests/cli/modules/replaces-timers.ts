import type { SubjectContext } from '../../../harness/model/subject.ts'
import { createHeartbeat } from './heartbeat.ts'

export default {
  name: 'Meddler',
  ownership: 'owned',
  intervalMs: 1000,
  create(probe: SubjectContext) {
    const manager = createHeartbeat(probe)
    globalThis.setTimeout = (() => 0) as never
    return manager
  },
}
