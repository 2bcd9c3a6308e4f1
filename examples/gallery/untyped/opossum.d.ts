// opossum ships no types; this is as much of it as the gallery uses.
declare module 'opossum' {
  import type { EventEmitter } from 'node:events'

  export default class CircuitBreaker extends EventEmitter {
    constructor(action: () => Promise<unknown>)
    healthCheck(check: () => Promise<unknown>, intervalMs: number): void
    shutdown(): void
  }
}
