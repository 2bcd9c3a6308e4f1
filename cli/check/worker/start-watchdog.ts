import { clearInterval, setInterval } from 'node:timers'
import { Worker } from 'node:worker_threads'

/** Positions in the memory that the worker process shares with its watchdog thread. */
export const CELL = {
  /** Goes up while the event loop turns. */
  beat: 0,
  /** Goes up with every step of the check: a module loaded, a rule started or judged. */
  step: 1,
  /** 1 while there is something to watch. */
  watching: 2,
  /** Set by a microtask that the watchdog queued. */
  microtask: 3,
  /** Set by a `process.nextTick` callback that the watchdog queued. */
  nextTick: 4,
} as const

/** How many there are. */
const CELL_COUNT = 5

/** Name of the function on the global object that the watchdog calls in the stopped process. */
export const PROBE_KEY = 'vitest-shutdown.watchdog-probe'

/** How often the process shows that its event loop turns. */
const BEAT_MS = 50

/** What the watchdog thread is started with. */
export interface WatchdogData {
  cells: Int32Array<SharedArrayBuffer>
  recordFile: string
  parentPid: number
}

/** The process's side of its watchdog. */
export interface Watchdog {
  /** Says that the check made progress. */
  step(): void
  /** Ends the watch. */
  stop(): void
}

/**
 * Starts a thread that ends this process when its event loop is blocked or the check stands still.
 *
 * A thread, because an endless loop starves every timer of its own thread. Call it before the code
 * that is checked is loaded: it keeps the native timers.
 */
export function startWatchdog(options: { recordFile: string }): Watchdog {
  const cells = new Int32Array(new SharedArrayBuffer(CELL_COUNT * Int32Array.BYTES_PER_ELEMENT))
  const nextTick = process.nextTick.bind(process)
  const { queueMicrotask } = globalThis
  Object.defineProperty(globalThis, Symbol.for(PROBE_KEY), {
    value: () => {
      queueMicrotask(() => Atomics.store(cells, CELL.microtask, 1))
      nextTick(() => Atomics.store(cells, CELL.nextTick, 1))
    },
  })
  Atomics.store(cells, CELL.watching, 1)
  const workerData: WatchdogData = {
    cells,
    recordFile: options.recordFile,
    parentPid: process.ppid,
  }
  // Options of this process, such as loaders, are none of the thread's business.
  const thread = new Worker(new URL('./watchdog-thread.js', import.meta.url), {
    workerData,
    execArgv: [],
    env: {},
  })
  // Without it the check works all the same: the parent process has a last resort of its own.
  thread.on('error', () => {})
  thread.unref()
  const beat = setInterval(() => Atomics.add(cells, CELL.beat, 1), BEAT_MS)
  beat.unref()
  return {
    step: () => {
      Atomics.add(cells, CELL.step, 1)
    },
    stop: () => {
      Atomics.store(cells, CELL.watching, 0)
      clearInterval(beat)
    },
  }
}
