declare module 'fake-sdk' {
  export function request(): Promise<void>
}

declare module 'fake-poller' {
  export function poll(work: () => void, everyMs: number): void
}
