// rig/ drives a subject: it calls the manager, hands it work and a logger, guards the process meanwhile, and
// writes everything down. It knows no rule and makes no judgement.

import type { Subject } from '../model/subject.ts'
import { defineDisposeSymbols } from '../../reference/define-dispose-symbols.ts'

defineDisposeSymbols()

/** The methods that start work again on managers that have them. */
const START_METHODS = ['start', 'restart', 'resume', 'trigger'] as const

/** Calls a manager the way its subject says, or by the default methods. */
export class ManagerDriver {
  readonly subject: Subject
  constructor(subject: Subject) {
    this.subject = subject
  }

  start(manager: unknown): unknown {
    return this.subject.start?.(manager)
  }

  restart(manager: unknown): unknown {
    return this.subject.restart?.(manager)
  }

  shutdown(manager: unknown): unknown {
    if (this.subject.shutdown !== undefined) return this.subject.shutdown(manager)
    return invoke(manager, findShutdownMethod(manager))
  }

  drop(manager: unknown): unknown {
    return this.subject.drop ? this.subject.drop(manager) : invoke(manager, Symbol.dispose)
  }

  clone(manager: unknown): unknown {
    return this.subject.clone ? this.subject.clone(manager) : invoke(manager, 'clone')
  }

  asyncDispose(manager: unknown): unknown {
    return invoke(manager, Symbol.asyncDispose)
  }

  invoke(manager: unknown, method: string): unknown {
    return invoke(manager, method)
  }

  /** The function behind a call: the subject's own, or else the default method. */
  findFunction(name: 'shutdown' | 'drop' | 'clone', manager: unknown): unknown {
    const method = findMethod(name, manager)
    return this.subject[name] ?? (manager as Record<string | symbol, unknown>)[method]
  }

  hasShutdown(manager: unknown): boolean {
    return (
      this.subject.shutdown !== undefined ||
      hasMethod(manager, 'shutdown') ||
      hasMethod(manager, Symbol.asyncDispose)
    )
  }

  hasDrop(manager: unknown): boolean {
    return this.subject.drop !== undefined || hasMethod(manager, Symbol.dispose)
  }

  hasClone(manager: unknown): boolean {
    return this.subject.clone !== undefined || hasMethod(manager, 'clone')
  }

  hasAsyncDispose(manager: unknown): boolean {
    return hasMethod(manager, Symbol.asyncDispose)
  }

  hasMethod(manager: unknown, name: string): boolean {
    return hasMethod(manager, name)
  }

  findStartMethods(manager: unknown): string[] {
    return START_METHODS.filter((name) => hasMethod(manager, name))
  }

  /**
   * The names of the graceful method, as a warning may mention them: `shutdown`, and every method or
   * function that the subject's own `shutdown` calls.
   */
  findShutdownNames(): string[] {
    const { shutdown } = this.subject
    return ['shutdown', ...(shutdown === undefined ? [] : findCalledNames(shutdown))]
  }
}

/** `shutdown`, or what `await using` calls where there is none. */
function findShutdownMethod(manager: unknown): 'shutdown' | typeof Symbol.asyncDispose {
  return hasMethod(manager, 'shutdown') || !hasMethod(manager, Symbol.asyncDispose)
    ? 'shutdown'
    : Symbol.asyncDispose
}

function findMethod(name: 'shutdown' | 'drop' | 'clone', manager: unknown): string | symbol {
  if (name === 'drop') return Symbol.dispose
  return name === 'shutdown' ? findShutdownMethod(manager) : name
}

function invoke(manager: unknown, method: string | symbol): unknown {
  return (manager as Record<string | symbol, () => unknown>)[method]?.()
}

function hasMethod(manager: unknown, method: string | symbol): boolean {
  if ((typeof manager !== 'object' || manager === null) && typeof manager !== 'function')
    return false
  try {
    return typeof (manager as Record<string | symbol, unknown>)[method] === 'function'
  } catch {
    // A getter that throws: the method is there, and calling it is what the rules judge.
    return true
  }
}

/** The names that a function calls, read from its source: methods, functions, and quoted keys. */
export function findCalledNames(calls: (...parameters: never[]) => unknown): string[] {
  // Read from the source, not through a proxy: a proxy would break private fields and identity.
  const source = String(calls)
  const names = [...source.matchAll(/([A-Za-z_$][\w$]*)\s*(?:\?\.)?\(/g)].map(
    ([, name]) => name ?? '',
  )
  const quoted = [...source.matchAll(/\[\s*['"]([^'"]+)['"]\s*\]/g)].map(([, name]) => name ?? '')
  return [...names, ...quoted].filter((name) => name.length > 2)
}
