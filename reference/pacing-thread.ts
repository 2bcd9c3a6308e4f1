import { Worker } from 'node:worker_threads'

import { paceQuanta } from './pace-quanta.ts'
import { CELL, createPacingData, NUMBER } from './pacing-cells.ts'

/** A tick that the thread gave: when it was due, and its number on the grid. */
export interface ThreadTick {
  dueMs: number
  index: number
}

/** `Atomics`, with the method that ES2024 added. */
const { waitAsync } = Atomics as unknown as {
  waitAsync?: (
    cells: Int32Array,
    index: number,
    value: number,
  ) => { async: false } | { async: true; value: Promise<string> }
}

/** The loop's side of a pacing thread: one for each task, ended by {@link close}. */
export class PacingThread {
  readonly #data = createPacingData()
  readonly #worker: Worker
  #taken = 0
  #epoch = 0
  #isListening = false
  #onTick: (() => void) | undefined
  #closed: Promise<void> | undefined

  /**
   * @param onLost called once when the thread has ended by itself, and gives no tick any more
   * @throws {Error} where `Atomics.waitAsync` is missing, or no thread may be started
   */
  constructor(periodMs: number, onLost: (cause: unknown) => void) {
    if (waitAsync === undefined) throw new Error('Atomics.waitAsync() is missing')
    this.setGrid(periodMs, monotonicMs())
    this.#worker = new Worker(`(${String(paceQuanta)})()`, {
      eval: true,
      name: 'pacing thread',
      workerData: this.#data,
      // The loaders and preloads of the process have no business in a thread that only sleeps.
      execArgv: [],
      env: {},
    })
    let cause: unknown
    this.#worker.on('error', (error) => {
      cause = error
    })
    this.#worker.once('exit', () => {
      if (this.#closed === undefined) onLost(cause ?? new Error('the pacing thread has ended'))
    })
  }

  get wakeUps(): number {
    return Atomics.load(this.#data.cells, CELL.wakeUps)
  }

  /** Processor time in milliseconds; undefined where Node does not tell that of a thread. */
  get cpuMs(): number | undefined {
    const micros = this.#data.numbers[NUMBER.cpuMicros] ?? -1
    return micros < 0 ? undefined : micros / 1000
  }

  /** Calls back once, in a turn of its own, when there is a tick to {@link take}, or may be. */
  listen(onTick: () => void): void {
    this.#onTick = onTick
    // A wait cannot be taken back: it is used again by whoever listens next.
    if (this.#isListening) return
    this.#isListening = true
    const wait = waitAsync?.(this.#data.cells, CELL.tick, this.#taken)
    // A tick that came while nobody listened: a loop that is always late must not starve others.
    if (wait?.async !== true) setImmediate(this.#wake)
    else void wait.value.then(this.#wake)
  }

  /** Takes the tick that is due, and lets the next one come; undefined when there is none. */
  take(): ThreadTick | undefined {
    const { cells, numbers } = this.#data
    const tick = Atomics.load(cells, CELL.tick)
    if (tick === this.#taken) return undefined
    const isVoid = Atomics.load(cells, CELL.tickEpoch) !== this.#epoch
    const { [NUMBER.dueMs]: dueMs = 0, [NUMBER.index]: index = 0 } = numbers
    this.#taken = tick
    Atomics.store(cells, CELL.taken, tick)
    Atomics.add(cells, CELL.loop, 1)
    if (Atomics.load(cells, CELL.parked) === 1) Atomics.notify(cells, CELL.loop)
    return isVoid ? undefined : { dueMs, index }
  }

  /** Ticks come at `originMs` + n × `periodMs` from now on; those that came before are void. */
  setGrid(periodMs: number, originMs: number): void {
    const { cells, numbers } = this.#data
    numbers[NUMBER.periodMs] = periodMs
    numbers[NUMBER.originMs] = originMs
    this.#epoch = Atomics.add(cells, CELL.epoch, 1) + 1
    this.#command()
  }

  /** Suspended it sleeps without an end, and does not keep the process alive, as no timer would. */
  setSuspended(isSuspended: boolean): void {
    Atomics.store(this.#data.cells, CELL.suspended, isSuspended ? 1 : 0)
    this.#command()
    if (isSuspended) this.#worker.unref()
    else this.#worker.ref()
  }

  /** Ends the thread, in this turn; fulfils when it has exited. */
  close(): Promise<void> {
    this.#closed ??= this.#terminate()
    return this.#closed
  }

  async #terminate(): Promise<void> {
    const { cells } = this.#data
    Atomics.store(cells, CELL.stopped, 1)
    this.#command()
    // Nobody listens any more: this only ends the wait.
    Atomics.notify(cells, CELL.tick)
    await this.#worker.terminate()
  }

  #command(): void {
    Atomics.add(this.#data.cells, CELL.loop, 1)
    Atomics.notify(this.#data.cells, CELL.loop)
  }

  readonly #wake = (): void => {
    this.#isListening = false
    const onTick = this.#onTick
    this.#onTick = undefined
    onTick?.()
  }
}

const { hrtime } = process

/** The clock that all threads of the process share, in milliseconds. */
export function monotonicMs(): number {
  return Number(hrtime.bigint()) / 1e6
}
