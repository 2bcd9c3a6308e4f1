import type { Probe } from '../../../harness/conformance/subject.ts'
import { createHeartbeat } from './heartbeat.ts'

export default {
  name: 'Ticker',
  ownership: 'owned',
  intervalMs: Number.NaN,
  create: (probe: Probe) => createHeartbeat(probe),
}
