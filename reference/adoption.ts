import type { TaskScope } from './task-scope.ts'

/** A thing that has only start and stop, and the work that it does. */
export interface Startable<Handle> {
  /**
   * One run, awaited. May fail: that is logged, and the thing goes on.
   * Should not hold the task: it could not be collected when it is lost.
   *
   * @param signal aborted when the task is dropped or aborted
   */
  work(this: void, signal: AbortSignal): unknown
  /**
   * Starts the thing and returns what {@link stop} needs, or a promise of it. Called once, at once.
   *
   * A promise must settle when the thing has started, not when it has ended. A handle that has a
   * `then` of its own is taken for a promise: return it inside an object.
   *
   * @param run to be called by the thing whenever it is time. Fulfils when the run has ended, also
   * when it failed. While a run is in flight it starts no other and waits for that one; once the
   * task has been told to stop it starts none.
   */
  start(this: void, run: () => Promise<void>): Handle | PromiseLike<Handle>
  /**
   * Stops the thing, so that it calls `run` no more. Called once, in the turn of the shutdown or
   * drop, or when `start` has settled, if that comes later. A promise is awaited by a shutdown. May
   * fail: that is logged, and the shutdown fulfils.
   */
  stop(this: void, handle: Handle): unknown
}

/**
 * The loop of an adopted thing, apart from its task: the thing keeps `run` for as long as it likes,
 * and a `run` that held the task would keep it from ever being collected (DROP-10).
 */
export class Adoption<Handle> {
  readonly #thing: Startable<Handle>
  readonly #scope: TaskScope
  readonly #logFailedStop: (cause: unknown) => void
  /** What `start` threw in the turn in which it was called. */
  thrown: { cause: unknown } | undefined
  #isStarting = true
  #started: { handle: Handle } | undefined
  #stopped: Promise<void> | undefined
  #inFlight: Promise<void> | undefined
  #resolveRun: () => void = () => {}

  constructor(thing: Startable<Handle>, scope: TaskScope, logFailedStop: (cause: unknown) => void) {
    this.#thing = thing
    this.#scope = scope
    this.#logFailedStop = logFailedStop
  }

  /** Starts the thing in this turn. Ends when it has been stopped and the run in flight has ended. */
  async live(): Promise<void> {
    const { stop } = this.#scope
    const askedToStop = new Promise<void>((resolve) => {
      const onStop = (): void => {
        this.#stopIfDue()
        resolve()
      }
      stop.addEventListener('abort', onStop, { once: true })
    })
    try {
      this.#started = { handle: await this.#start() }
    } catch (cause) {
      // There is nothing to stop, but a shutdown that came before still waits for the run in flight.
      if (stop.aborted) await this.#inFlight
      throw cause
    }
    this.#stopIfDue()
    await askedToStop
    await this.#stopped
    await this.#inFlight
  }

  /** Entered, so that a shutdown that `start` awaits does not wait for `start`. */
  #start(): Promise<Handle> {
    return this.#scope.enter(() => {
      try {
        const started = this.#thing.start(this.#run)
        // Noted in the same turn, in which a drop may come.
        if (!isPromiseLike(started)) this.#started = { handle: started }
        return started
      } catch (cause) {
        this.thrown = { cause }
        throw cause
      } finally {
        this.#isStarting = false
      }
    })
  }

  /** Asked when the thing has started and when the task is told to stop, whichever comes last. */
  #stopIfDue(): void {
    if (this.#started === undefined || !this.#scope.stop.aborted) return
    this.#stopped ??= this.#stop(this.#started.handle)
  }

  /** Entered for the same reason as `start`. Never rejects: whatever `stop` does, no run can start. */
  async #stop(handle: Handle): Promise<void> {
    try {
      await this.#scope.enter(() => this.#thing.stop(handle))
    } catch (cause) {
      this.#logFailedStop(cause)
    }
  }

  readonly #run = (): Promise<void> => {
    // After a turn: a thing that heeds no stop and awaits this in a loop must not starve the others.
    if (this.#scope.stop.aborted) return new Promise((resolve) => setImmediate(resolve))
    if (this.#inFlight !== undefined) return this.#inFlight
    const inFlight = new Promise<void>((resolve) => {
      this.#resolveRun = resolve
    })
    // Noted before the work is called, which may call this again.
    this.#inFlight = inFlight
    void this.#runOnce()
    return inFlight
  }

  async #runOnce(): Promise<void> {
    // The work may want the task, which `adopt()` has not returned yet.
    if (this.#isStarting) await Promise.resolve()
    await this.#scope.run(this.#thing.work)
    this.#inFlight = undefined
    this.#resolveRun()
  }
}

function isPromiseLike<T>(value: T | PromiseLike<T>): value is PromiseLike<T> {
  return typeof (value as Partial<PromiseLike<T>> | null | undefined)?.then === 'function'
}
