import type { SubjectContext } from '../../../harness/model/subject.ts'
import { createHeartbeat } from './heartbeat.ts'

export default {
  name: 'Ticker',
  ownership: 'owned',
  intervalMs: 1000,
  create: (probe: SubjectContext) => createHeartbeat(probe),
  shutdwon: () => Promise.resolve(),
}
