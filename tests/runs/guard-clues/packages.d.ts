declare module 'fake-client' {
  export function open(port: number, onRound: (round: number) => void): void
}
declare module 'fake-limiter' {
  export class Limiter {
    add(job: () => void): void
  }
}
declare module 'fake-watcher' {
  export function watchFolder(folder: string, onEvent: () => void): void
}
declare module 'fake-queue' {
  export function createQueue(): { add(job: () => unknown): void }
}
declare module 'fake-hub' {
  export function listen(onReady: (port: number) => void): void
}
declare module 'fake-loop' {
  export function wait(): Promise<void>
  export function loop(onRound: (round: number | string) => void, ms?: number): Promise<never>
  export function later(ms: number): void
}
