import type { SubjectContext } from '../../../harness/model/subject.ts'
import { createHeartbeat } from './heartbeat.ts'

export default {
  name: 'Ticker',
  ownership: 'owned',
  intervalMs: Number.NaN,
  create: (probe: SubjectContext) => createHeartbeat(probe),
}
