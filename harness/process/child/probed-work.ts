import { createDeferred, Work, type WorkRun } from '../../rig/work.ts'
import { tell } from './record-pipe.ts'

/** How long the run in flight goes on once the shutdown has begun, in milliseconds. */
const RUN_MS = 100

/** The work of a probed manager. Its first run goes on until the shutdown has begun, or for ever. */
export class ProbedWork extends Work {
  readonly #isHung: boolean
  #isEnding = false
  readonly #begun = createDeferred()
  readonly #first = createDeferred()

  /** @param isHung whether no run ends */
  constructor(isHung: boolean) {
    super(() => performance.now())
    this.#isHung = isHung
  }

  /** Whether a run is in flight. */
  get isBusy(): boolean {
    return this.active > 0
  }

  /** Waits until the first run has begun, or does not begin in time. */
  async waitForFirst(timeoutMs: number): Promise<void> {
    const timeout = createDeferred()
    const timer = setTimeout(timeout.resolve, timeoutMs)
    await Promise.race([this.#begun.promise, timeout.promise])
    clearTimeout(timer)
  }

  /** Lets the run in flight end in a while; like real work, it keeps the process alive until then. */
  endSoon(): void {
    this.#isEnding = true
    if (this.isBusy) setTimeout(this.#first.resolve, RUN_MS)
    else this.#first.resolve()
  }

  protected override begin(run: WorkRun): WorkRun {
    tell({ type: 'run', n: run.n, state: 'started' })
    this.#begun.resolve()
    return run
  }

  protected override async perform(run: WorkRun): Promise<void> {
    if (this.#isHung) await createDeferred().promise
    if (run.n === 1 && !this.#isEnding) await this.#first.promise
    this.end(run, 'done')
  }

  protected override noteEnd({ n }: WorkRun): void {
    tell({ type: 'run', n, state: 'ended' })
  }
}
