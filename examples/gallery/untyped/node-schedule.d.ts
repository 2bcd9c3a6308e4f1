// node-schedule ships no types; this is as much of it as the gallery uses.
declare module 'node-schedule' {
  import type { EventEmitter } from 'node:events'

  export interface Job extends EventEmitter {
    cancel(): boolean
  }

  const schedule: {
    scheduleJob(rule: string, work: () => unknown): Job
    gracefulShutdown(): Promise<void>
  }
  export default schedule
}
