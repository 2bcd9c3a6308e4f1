import { tell } from './record-pipe.ts'

/** How long the run in flight goes on once the shutdown has begun, in milliseconds. */
const RUN_MS = 100

/** The work of a probed manager. Its first run goes on until the shutdown has begun, or for ever. */
export class ProbedWork {
  readonly #isHung: boolean
  #runs = 0
  #active = 0
  #isEnding = false
  readonly #begun = createDeferred()
  readonly #first = createDeferred()

  constructor(isHung: boolean) {
    this.#isHung = isHung
  }

  /** Whether a run is in flight. */
  get isBusy(): boolean {
    return this.#active > 0
  }

  /** One run. Needs no `this`. */
  readonly run = async (): Promise<void> => {
    this.#runs += 1
    this.#active += 1
    const run = this.#runs
    tell({ type: 'run', n: run, state: 'started' })
    this.#begun.resolve()
    if (this.#isHung) await createDeferred().promise
    if (run === 1 && !this.#isEnding) await this.#first.promise
    this.#active -= 1
    tell({ type: 'run', n: run, state: 'ended' })
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
}

interface Deferred {
  promise: Promise<void>
  resolve(this: void): void
}

function createDeferred(): Deferred {
  let resolve!: () => void
  const promise = new Promise<void>((fulfil) => {
    resolve = fulfil
  })
  return { promise, resolve }
}
