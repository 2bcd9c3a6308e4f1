import type { ShutdownOutcome } from './graceful-shutdown.ts'

const CELL = { state: 0, handles: 1, outcome: 2 } as const
const STATE = { running: 0, stopping: 1, dropped: 2, aborted: 3 } as const
const OUTCOMES = [undefined, 'graceful', 'aborted'] as const

/**
 * What all threads know of one task, in shared memory: the original pattern's `AtomicBool`, and the
 * number of handles.
 *
 * A shutdown in one thread and the drop of the last handle in another meet in one atomic operation:
 * whichever comes first wins, and the other does nothing.
 */
export class SharedState {
  readonly cells: Int32Array<SharedArrayBuffer>

  /** @param cells of a task that is shared already */
  constructor(cells?: Int32Array<SharedArrayBuffer>) {
    const bytes = Object.keys(CELL).length * Int32Array.BYTES_PER_ELEMENT
    this.cells = cells ?? new Int32Array(new SharedArrayBuffer(bytes))
  }

  get isStopping(): boolean {
    return Atomics.load(this.cells, CELL.state) !== STATE.running
  }

  get isDropped(): boolean {
    return Atomics.load(this.cells, CELL.state) === STATE.dropped
  }

  get isAborted(): boolean {
    return Atomics.load(this.cells, CELL.state) === STATE.aborted
  }

  /** How the task has ended; undefined before. */
  get outcome(): ShutdownOutcome | undefined {
    return OUTCOMES[Atomics.load(this.cells, CELL.outcome)]
  }

  set outcome(outcome: ShutdownOutcome) {
    Atomics.store(this.cells, CELL.outcome, OUTCOMES.indexOf(outcome))
  }

  requestStop(): void {
    Atomics.compareExchange(this.cells, CELL.state, STATE.running, STATE.stopping)
  }

  abort(): void {
    Atomics.compareExchange(this.cells, CELL.state, STATE.running, STATE.aborted)
    Atomics.compareExchange(this.cells, CELL.state, STATE.stopping, STATE.aborted)
  }

  addHandles(count: number): void {
    Atomics.add(this.cells, CELL.handles, count)
  }

  /** Gives up one handle. The last one drops the task, unless it is stopping. */
  releaseHandle(): void {
    const { cells } = this
    if (Atomics.sub(cells, CELL.handles, 1) !== 1) return
    Atomics.compareExchange(cells, CELL.state, STATE.running, STATE.dropped)
  }
}
