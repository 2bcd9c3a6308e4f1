import { createRequire } from 'node:module'
import { markWatching } from '../stack/script-owner.ts'
import { createSurface, imitate, type Method, patch, type Surface } from './patch.ts'

markWatching(import.meta.url)

/** How a line of `console` counts; `debug` lines count for nothing. */
export type ConsoleLevel = 'debug' | 'info' | 'warn' | 'error'

/** The methods that log, by the level they log at. */
const LEVELS: Readonly<Record<string, ConsoleLevel>> = {
  log: 'info',
  info: 'info',
  warn: 'warn',
  error: 'error',
  debug: 'debug',
  trace: 'debug',
}

/** Where lines go that are logged meanwhile. */
export type ConsoleSink = (level: ConsoleLevel, values: readonly unknown[]) => void

/** What captured methods follow: they were replaced for good, and there is one console. */
let sink: ConsoleSink | undefined
const restores = new Map<Console, () => void>()

// Not an import: the methods are reassigned, which a namespace would not show.
const nodeConsole = createRequire(import.meta.url)('node:console') as Console

/**
 * Replaces the logging methods of `console` for good by ones that can be listened to, so that a
 * method kept in a variable by a module loaded later is heard too. Calling it again does nothing.
 */
export function installConsoleTrampolines(): void {
  for (const target of findConsoles()) {
    if (restores.has(target)) continue
    const surfaces = Object.entries(LEVELS).flatMap(([method, level]): Surface[] => {
      const original: unknown = Object.getOwnPropertyDescriptor(target, method)?.value
      return typeof original === 'function'
        ? [createSurface(target, method, createTrampoline(level, original as Method))]
        : []
    })
    restores.set(target, patch(surfaces, { syncsImports: false }))
  }
}

/** Puts the methods of `console` back. */
export function uninstallConsoleTrampolines(): void {
  for (const restore of restores.values()) restore()
  restores.clear()
}

/**
 * Takes over `console`, captured methods too where {@link installConsoleTrampolines} was called
 * before.
 *
 * @returns puts everything back
 */
export function listenToConsole(to: ConsoleSink): () => void {
  const surfaces = [...findConsoles()].flatMap((target) =>
    Object.entries(LEVELS).map(([method, level]) =>
      createSurface(target, method, (...values: unknown[]) => to(level, values)),
    ),
  )
  const restore = patch(surfaces, { syncsImports: false })
  sink = to
  return () => {
    sink = undefined
    restore()
  }
}

function createTrampoline(level: ConsoleLevel, original: Method): Method {
  return imitate(function logged(this: unknown, ...values: unknown[]): void {
    if (sink === undefined) Reflect.apply(original, this, values)
    else sink(level, values)
  }, original)
}

/** The global console and Node's own, which a test runner may have parted. */
export function findConsoles(): Set<Console> {
  return new Set([globalThis.console, nodeConsole])
}
