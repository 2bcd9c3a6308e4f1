import type { Probe } from '../../../harness/conformance/subject.ts'
import { createHeartbeat } from './heartbeat.ts'

function again(): void {
  process.nextTick(again)
}

export default {
  name: 'Ticker',
  ownership: 'owned',
  intervalMs: 1000,
  create: (probe: Probe) => ({
    ...createHeartbeat(probe),
    async shutdown() {
      again()
      await new Promise(() => {})
    },
  }),
}
