declare module 'fake-service' {
  export function startService(): void
  export function onTerminate(callback: () => void): void
}
