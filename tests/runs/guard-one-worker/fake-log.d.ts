declare module 'fake-log' {
  export function openLog(path: string): number
  export function closeLog(fd: number): void
}
