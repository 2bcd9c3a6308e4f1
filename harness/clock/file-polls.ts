import { AsyncResource } from 'node:async_hooks'
import fs, { type BigIntStats } from 'node:fs'
import { createSurface, standFor, type Surface } from '../platform/patch.ts'
import { markSimulated } from '../platform/simulated-resources.ts'
import {
  endWatch,
  findStatWatcherClass,
  isListenedTo,
  type StatWatcher,
  tellChange,
} from '../platform/stat-watcher.ts'
import { markWatching } from '../stack/script-owner.ts'
import { ClockError } from './clock-error.ts'
import type { EventSource } from './event-source.ts'
import { installed, installEvents } from './stand-in.ts'
import type { TimeSource } from './time-source.ts'
import { beginTurn } from './turn-owner.ts'
import { WatchedFile } from './watched-file.ts'

markWatching(import.meta.url)

// As it was before anything was replaced.
const { watchFile } = fs

/** Lists what has `fs.watchFile()` look at its file in virtual time, while a clock is installed. */
export function listFilePollSurfaces(): Surface[] {
  const found = findStatWatcherClass()
  if ('missing' in found) return [createSurface(fs, 'watchFile', refuse(found.missing))]
  const { start: native } = found.prototype
  function start(this: StatWatcher, path: string, intervalMs: number): number | void {
    const { time } = installed
    if (time === undefined) return Reflect.apply(native, this, [path, intervalMs])
    pollsOf(time).add(new FilePoll(time, this, path, intervalMs))
    return 0
  }
  const surface = createSurface(found.prototype, 'start', standFor(start, native))
  return [{ ...surface, isExported: false }]
}

function refuse(missing: string): typeof watchFile {
  const refusal = (...args: Parameters<typeof watchFile>): ReturnType<typeof watchFile> => {
    if (installed.time === undefined) return watchFile(...args)
    throw new ClockError(
      'CLOCK_WATCH',
      `fs.watchFile() cannot poll in virtual time: this runtime lacks ${missing}. ` +
        'Use fs.watch(), which is waited for in real time.',
    )
  }
  return standFor(refusal as typeof watchFile, watchFile)
}

const polls = new WeakMap<TimeSource, FilePolls>()

function pollsOf(time: TimeSource): FilePolls {
  const known = polls.get(time) ?? new FilePolls()
  polls.set(time, known)
  return known
}

/** Ends what watches files by a clock, so that a later watch of the same file begins anew. */
export function endFilePolls(time: TimeSource): void {
  polls.get(time)?.end()
}

/**
 * The files that are watched by one clock, in a queue of their own: as timers they would be leaks of
 * the task beside its watchers.
 */
class FilePolls implements EventSource {
  // The task learns of a look at a file only when that has changed: most are no moment of its own.
  readonly isNextPeers = true
  readonly #polls = new Set<FilePoll>()
  #uninstall: (() => void) | undefined

  get nextDueMs(): number | undefined {
    return this.#next?.dueMs
  }

  add(poll: FilePoll): void {
    this.#polls.add(poll)
    poll.onEnd = () => {
      this.#polls.delete(poll)
      if (this.#polls.size > 0) return
      this.#uninstall?.()
      this.#uninstall = undefined
    }
    this.#uninstall ??= installEvents(this)
  }

  fireNext(): void {
    beginTurn(false)
    this.#next?.look()
  }

  createTimer(): undefined {
    return undefined
  }

  endForgotten(): void {
    this.end()
  }

  end(): void {
    for (const { path } of this.#polls) endWatch(path)
  }

  get #next(): FilePoll | undefined {
    let next: FilePoll | undefined
    for (const poll of this.#polls) if (next === undefined || poll.dueMs < next.dueMs) next = poll
    return next
  }
}

/** A file that is watched: what libuv keeps of it, and when it looks at it again. */
class FilePoll {
  readonly path: string
  dueMs: number
  onEnd: (() => void) | undefined
  readonly #time: TimeSource
  readonly #handle: StatWatcher
  readonly #file: WatchedFile
  readonly #intervalMs: number
  readonly #startMs: number
  // Listeners run in the async context of whoever began to watch.
  readonly #context = new AsyncResource('SimulatedPoll', { requireManualDestroy: true })
  /** With what the file could not be looked at: 0 when it could, undefined before the first look. */
  #status: number | undefined

  constructor(time: TimeSource, handle: StatWatcher, path: string, intervalMs: number) {
    this.path = path
    this.#file = new WatchedFile(path)
    this.#time = time
    this.#handle = handle
    this.#intervalMs = Math.max(1, intervalMs)
    this.#startMs = time.timers.nowMs
    this.dueMs = this.#startMs
    markSimulated(handle)
    const { close } = handle
    handle.close = (...args) => {
      this.#end()
      return Reflect.apply(close, handle, args)
    }
  }

  look(): void {
    const { nowMs } = this.#time.timers
    this.dueMs = nowMs + this.#intervalMs - ((nowMs - this.#startMs) % this.#intervalMs)
    const [before, statusBefore] = [this.#file.state, this.#status]
    const { status, hasChanged } = this.#file.look()
    this.#status = status
    if (status !== 0) {
      if (status !== statusBefore) this.#tell(status, undefined, before)
    } else if (statusBefore !== undefined && (statusBefore !== 0 || hasChanged)) {
      this.#tell(0, this.#file.state, before)
    }
  }

  #tell(status: number, current: BigIntStats | undefined, previous: BigIntStats | undefined): void {
    this.#context.runInAsyncScope(tellChange, undefined, this.#handle, status, current, previous)
  }

  /** The watcher is closed, and by others than `fs.unwatchFile()` without Node's noticing. */
  #end(): void {
    const { onEnd } = this
    if (onEnd === undefined) return
    this.onEnd = undefined
    onEnd()
    if (isListenedTo(this.#handle)) endWatch(this.path)
  }
}
