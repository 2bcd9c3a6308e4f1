import { CONSOLE_LEVELS, findConsoles, type ConsoleLevel } from './console-levels.ts'
import { markWatching } from '../stack/script-owner.ts'

markWatching(import.meta.url)

/** Where lines go that are logged through a method captured early. */
export type ConsoleSink = (level: ConsoleLevel, values: unknown[]) => void

let sink: ConsoleSink | undefined
const restores = new Map<Console, () => void>()

/**
 * Replaces the logging methods of `console` for good by ones that can be listened to, so that a
 * method kept in a variable by a module loaded later is heard too. Calling it again does nothing.
 */
export function installConsoleTrampolines(): void {
  for (const target of findConsoles()) {
    if (!restores.has(target)) restores.set(target, installOn(target))
  }
}

/** Puts the methods of `console` back. */
export function uninstallConsoleTrampolines(): void {
  for (const restore of restores.values()) restore()
  restores.clear()
}

/** Hands lines that are logged through captured methods to `to`, until called with `undefined`. */
export function listenToConsole(to: ConsoleSink | undefined): void {
  sink = to
}

function installOn(target: Console): () => void {
  const originals = new Map<string, PropertyDescriptor>()
  for (const [method, level] of Object.entries(CONSOLE_LEVELS)) {
    const descriptor = Object.getOwnPropertyDescriptor(target, method)
    const original: unknown = descriptor?.value
    if (descriptor === undefined || typeof original !== 'function') continue
    originals.set(method, descriptor)
    const trampoline = function logged(this: unknown, ...values: unknown[]): void {
      if (sink === undefined) Reflect.apply(original, this, values)
      else sink(level, values)
    }
    Object.defineProperty(trampoline, 'name', { value: method })
    Object.defineProperty(target, method, { ...descriptor, value: trampoline })
  }
  return () => {
    for (const [method, descriptor] of originals) Object.defineProperty(target, method, descriptor)
  }
}
