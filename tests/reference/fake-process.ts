import { EventEmitter } from 'node:events'

import type { ProcessLike } from '../../reference/process-like.ts'

/** A process that notes how it was ended, and goes on. */
export class FakeProcess extends EventEmitter implements ProcessLike {
  readonly pid: number
  readonly platform: string
  exitCode: number | string | undefined
  /** What was done to it: `exit 0`, `kill SIGTERM`. */
  readonly ends: string[] = []

  constructor({ pid = 4711, platform = 'linux' }: { pid?: number; platform?: string } = {}) {
    super()
    this.pid = pid
    this.platform = platform
  }

  kill(pid: number, signal: string): void {
    this.ends.push(pid === this.pid ? `kill ${signal}` : `kill ${signal} of another process`)
  }

  exit(code: number): void {
    this.ends.push(`exit ${code}`)
  }

  /** How many listeners there are, of all events. */
  get listenerTotal(): number {
    return this.eventNames().reduce((sum, event) => sum + this.listenerCount(event), 0)
  }
}
