declare module 'corpus-poller' {
  export function startPolling(work: () => void, everyMs: number): { stop(): void }
  export function startPollingSoon(work: () => void, everyMs: number): Promise<{ stop(): void }>
}
declare module 'corpus-pool' {
  import type { Server, Socket } from 'node:net'
  export function createPool(port: number): Promise<{ sockets: Socket[]; end(): void }>
  export function createBroker(): Promise<{ port: number; server: Server; close(): Promise<void> }>
}
declare module 'corpus-cache' {
  export class Cache<T> {
    get(key: string): T | undefined
    set(key: string, value: T): void
    dispose(): void
  }
}
declare module 'corpus-signals' {
  export function onShutdown(callback: () => void): () => void
}
declare module 'corpus-log' {
  export function openLog(path: string): { write(line: string): void; close(): void }
}
declare module 'corpus-eager' {
  export function beats(): number
}
declare module 'corpus-exit-hook' {
  export function addExitHook(callback: () => void): () => void
}
declare module 'corpus-metrics' {
  export function count(name: string): number
}
