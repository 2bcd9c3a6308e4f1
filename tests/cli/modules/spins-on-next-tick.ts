import type { SubjectContext } from '../../../harness/model/subject.ts'
import { createHeartbeat } from './heartbeat.ts'

function again(): void {
  process.nextTick(again)
}

export default {
  name: 'Ticker',
  ownership: 'owned',
  intervalMs: 1000,
  create: (probe: SubjectContext) => ({
    ...createHeartbeat(probe),
    async shutdown() {
      again()
      await new Promise(() => {})
    },
  }),
}
