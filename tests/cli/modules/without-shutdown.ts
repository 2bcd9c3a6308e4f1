import type { Probe } from '../../../harness/conformance/subject.ts'
import { createHeartbeat } from './heartbeat.ts'

export default {
  name: 'Ticker',
  ownership: 'owned',
  intervalMs: 1000,
  create(probe: Probe) {
    const manager = createHeartbeat(probe)
    return {
      [Symbol.dispose]() {
        manager[Symbol.dispose]()
      },
    }
  },
}
