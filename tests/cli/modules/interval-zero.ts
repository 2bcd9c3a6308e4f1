import type { SubjectContext } from '../../../harness/model/subject.ts'
import { createHeartbeat } from './heartbeat.ts'

export default {
  name: 'Ticker',
  ownership: 'owned',
  intervalMs: 0,
  create: (probe: SubjectContext) => createHeartbeat(probe),
}
