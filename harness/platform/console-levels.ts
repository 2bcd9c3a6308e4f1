import { createRequire } from 'node:module'

/** How a line of `console` counts; `debug` lines count for nothing. */
export type ConsoleLevel = 'debug' | 'info' | 'warn' | 'error'

/** The methods that log, by the level they log at. */
export const CONSOLE_LEVELS: Readonly<Record<string, ConsoleLevel>> = {
  log: 'info',
  info: 'info',
  warn: 'warn',
  error: 'error',
  debug: 'debug',
  trace: 'debug',
}

// Not an import: the methods are reassigned, which a namespace would not show.
const nodeConsole = createRequire(import.meta.url)('node:console') as Console

/** The global console and Node's own, which a test runner may have parted. */
export function findConsoles(): Set<Console> {
  return new Set([globalThis.console, nodeConsole])
}
