import type { SubjectContext } from '../../../harness/model/subject.ts'
import { createHeartbeat } from './heartbeat.ts'

export default {
  name: 'Quitter',
  ownership: 'owned',
  intervalMs: 1000,
  create: (probe: SubjectContext) => ({
    ...createHeartbeat(probe),
    shutdown: () => process.exit(0),
  }),
}
