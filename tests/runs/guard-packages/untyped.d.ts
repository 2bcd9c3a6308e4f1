// Of the packages here, these have no types of their own.

declare module 'graceful-fs' {
  import type fs from 'node:fs'
  const gracefulFs: typeof fs & { gracefulify(target: typeof fs): void }
  export default gracefulFs
}

declare module 'sinon' {
  interface Clock {
    tickAsync(ms: number): Promise<number>
    restore(): void
  }
  export function useFakeTimers(options?: { shouldAdvanceTime?: boolean }): Clock
  export function stub(object: object, name: string): { callCount: number }
  export function restore(): void
}
