// bunyan ships no types; this is as much of it as the tests use.
declare module 'bunyan' {
  interface Bunyan {
    info(message: string): void
    warn(message: string): void
    error(fields: { err: unknown }, message: string): void
  }

  const bunyan: { createLogger(options: { name: string }): Bunyan }
  export default bunyan
}
