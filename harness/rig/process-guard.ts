/** An attempt of the subject to end the process. */
export interface ExitAttempt {
  readonly label: string
  readonly site: Error
}

/** Thrown out of `process.exit()` while a subject is checked, so that nothing runs after it. */
class ExitPrevented extends Error {
  override readonly name = 'ExitPrevented'
}

/** The global functions that a subject must leave as they are. */
const WATCHED_GLOBALS = [
  'setTimeout',
  'clearTimeout',
  'setInterval',
  'clearInterval',
  'setImmediate',
  'clearImmediate',
  'queueMicrotask',
  'structuredClone',
  'fetch',
  'Date',
  'Promise',
  'AbortController',
  'AbortSignal',
  'EventTarget',
  'performance',
  'console',
] as const

/** The functions of `process` that a subject must leave as they are. */
const WATCHED_PROCESS = [
  'exit',
  'abort',
  'kill',
  'nextTick',
  'hrtime',
  'emit',
  'on',
  'emitWarning',
] as const

/**
 * Keeps a subject from ending the process or changing it for its neighbours, and notices when it
 * tries. Uncaught errors and unhandled rejections are collected instead of reported.
 */
export class ProcessGuard {
  readonly exits: ExitAttempt[] = []
  readonly uncaught: unknown[] = []
  readonly unhandled: unknown[] = []
  #listeners: ProcessListeners | undefined
  #descriptors: { target: object; key: string; descriptor: PropertyDescriptor | undefined }[] = []
  #installed: { target: object; key: string; value: unknown }[] = []
  #exitCode: typeof process.exitCode

  /** Called before the clock is installed. */
  install(): void {
    this.#exitCode = process.exitCode
    this.#listeners = readProcessListeners()
    // The runner's own listeners would report the subject's failures as the run's.
    for (const event of ['uncaughtException', 'unhandledRejection'])
      process.removeAllListeners(event)
    process.on('uncaughtException', this.#onUncaught)
    process.on('unhandledRejection', this.#onUnhandled)
    for (const key of WATCHED_GLOBALS) this.#remember(globalThis, key)
    for (const key of WATCHED_PROCESS) this.#remember(process, key)
    this.#replace('exit', (code: number | string = '') => this.#prevent(`process.exit(${code})`))
    this.#replace('abort', () => this.#prevent('process.abort()'))
    const { kill } = process
    this.#replace('kill', (pid: number, signal?: string | number) => {
      if (pid !== process.pid || signal === 0) return kill.call(process, pid, signal)
      return this.#prevent(`process.kill(process.pid, ${String(signal ?? 'SIGTERM')})`)
    })
  }

  #settled: ProcessListeners | undefined

  /** Called once the clock and the recorder are in place: what they changed is not the subject's doing. */
  settle(): void {
    this.#settled = readProcessListeners()
    this.#installed = this.#descriptors.map(({ target, key }) => ({
      target,
      key,
      value: Reflect.get(target, key) as unknown,
    }))
  }

  /** The global functions that are not what they were at {@link settle}: `globalThis.setTimeout`. */
  findReplaced(): string[] {
    return this.#installed
      .filter(({ target, key, value }) => Reflect.get(target, key) !== value)
      .map(({ target, key }) => `${target === process ? 'process' : 'globalThis'}.${key}`)
  }

  /** The listeners on `process` that were not there at {@link settle}: one event name each. */
  findAddedListeners(): string[] {
    return findMissing(readProcessListeners(), this.#settled).map(({ event }) => String(event))
  }

  /** The first of them, without the wrapper of `once`: where it is written tells who added it. */
  findAddedListener(): unknown {
    const [added] = findMissing(readProcessListeners(), this.#settled)
    return (added?.listener as { listener?: unknown } | undefined)?.listener ?? added?.listener
  }

  /** The listeners on `process` that were there at {@link settle} and are gone: one event name each. */
  findRemovedListeners(): string[] {
    if (this.#settled === undefined) return []
    return findMissing(this.#settled, readProcessListeners()).map(({ event }) => String(event))
  }

  /** Called after the clock is restored: puts everything back that the subject changed. */
  restore(): void {
    for (const { target, key, descriptor } of this.#descriptors) {
      const now = Object.getOwnPropertyDescriptor(target, key)
      if (descriptor === undefined) Reflect.deleteProperty(target, key)
      else if (now?.value !== descriptor.value || now?.get !== descriptor.get)
        Object.defineProperty(target, key, descriptor)
    }
    const before = this.#listeners
    if (before === undefined) return
    for (const [event, listeners] of readProcessListeners()) {
      const known = new Set<unknown>(before.get(event))
      for (const listener of listeners)
        if (!known.has(listener)) process.removeListener(event, listener)
    }
    for (const [event, listeners] of before) {
      const present = new Set<unknown>(process.rawListeners(event))
      for (const listener of listeners) if (!present.has(listener)) process.on(event, listener)
    }
    this.#listeners = undefined
    process.exitCode = this.#exitCode
  }

  readonly #onUncaught = (error: unknown): void => {
    if (!(error instanceof ExitPrevented)) this.uncaught.push(error)
  }

  readonly #onUnhandled = (reason: unknown): void => {
    if (!(reason instanceof ExitPrevented)) this.unhandled.push(reason)
  }

  #remember(target: object, key: string): void {
    this.#descriptors.push({
      target,
      key,
      descriptor: Object.getOwnPropertyDescriptor(target, key),
    })
  }

  #replace(key: string, value: (...args: never[]) => unknown): void {
    Object.defineProperty(process, key, {
      configurable: true,
      enumerable: true,
      writable: true,
      value,
    })
  }

  #prevent(label: string): never {
    this.exits.push({ label, site: new Error('the process was to end here') })
    throw new ExitPrevented(`${label} was prevented while the manager is checked`)
  }
}

/** A listener on `process`, and the event it listens to. */
interface ListenerOf {
  readonly event: string | symbol
  readonly listener: unknown
}

/** Finds the listeners in `all` that are not in `known`. */
function findMissing(all: ProcessListeners, known: ProcessListeners | undefined): ListenerOf[] {
  const missing: ListenerOf[] = []
  for (const [event, listeners] of all) {
    const kept = new Set<unknown>(known?.get(event))
    for (const listener of listeners) if (!kept.has(listener)) missing.push({ event, listener })
  }
  return missing
}

/** The listeners on `process`, by event. */
export type ProcessListeners = Map<string | symbol, ((...args: unknown[]) => void)[]>

/** Reads the listeners on `process`, as they were added (with the wrappers of `once`). */
function readProcessListeners(): ProcessListeners {
  return new Map(
    process
      .eventNames()
      .map((event) => [event, process.rawListeners(event) as ((...args: unknown[]) => void)[]]),
  )
}

/** Says how the listeners on `process` and the global functions differ from before, if they do. */
export function describeListeners(guard: ProcessGuard): string | undefined {
  const added = guard.findAddedListeners()
  if (added.length > 0) return `${count(added)} on \`process\` ${was(added)} left: ${list(added)}`
  const removed = guard.findRemovedListeners()
  if (removed.length > 0) {
    return `${count(removed)} of others on \`process\` ${was(removed)} gone: ${list(removed)}`
  }
  const replaced = guard.findReplaced()
  if (replaced.length > 0) return `${list(replaced)} ${was(replaced)} replaced`
  return undefined
}

function count({ length }: readonly string[]): string {
  return length === 1 ? 'a listener' : `${length} listeners`
}

function was({ length }: readonly string[]): string {
  return length === 1 ? 'was' : 'were'
}

function list(names: readonly string[]): string {
  return [...new Set(names)].join(', ')
}
