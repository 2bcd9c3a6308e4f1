import { defineSubject } from 'vitest-shutdown'
import { Heartbeat } from './heartbeat.ts'

export default defineSubject({
  name: 'Heartbeat',
  ownership: 'owned',
  intervalMs: 1000,
  create: ({ work, logger }) => new Heartbeat({ send: work, intervalMs: 1000, logger }),
})
