/**
 * How a shutdown went.
 *
 * `graceful`: the task ended as it was asked to. `aborted`: it did not; it was cut short at a
 * deadline, by `abort()`, by a drop before, or had died by itself.
 */
export type ShutdownOutcome = 'graceful' | 'aborted'

/**
 * What the owner of a long-lived background task can rely on: a graceful way to end it, and a
 * fallback for when that was forgotten.
 *
 * The ids name the rules that watch each promise. They hold in every state (new, idle, busy,
 * stopping, stopped, dropped) and for every call: nothing here throws or rejects because of the
 * state the task is in (STOP-11, DROP-09).
 *
 * @example
 * ```ts
 * await using scheduler = SchedulerTask.spawn({ schedule })
 * ```
 */
export interface GracefulShutdown extends Disposable, AsyncDisposable {
  /**
   * Asks the task to end and waits until it has.
   *
   * - Nothing starts after the call (STOP-03), the sleep between two runs ends at once (STOP-08),
   *   and the run in flight is waited for, however long it takes (STOP-02). It may fail: that is
   *   reported, and the shutdown fulfils nevertheless (STOP-10).
   * - Every call, from any clone, gets the same promise (STOP-04, STOP-05, STOP-12).
   *   The original pattern let a second concurrent caller go before the task had stopped.
   * - Called from inside the work it stops the task and fulfils at once, as it cannot wait for its
   *   own caller (STOP-07, STOP-09). The original pattern held a lock across the wait there.
   *   Calls from outside still wait.
   * - Success is logged once, at info level, when the task has ended (LOG-01). A task that was
   *   aborted or had died is not reported as a success (STATE-01, LOG-02); the call fulfils.
   *
   * Unbounded by design: {@link shutdownWithin} bounds it, {@link abort} ends it by hand.
   */
  shutdown(): Promise<void>

  /**
   * Like {@link shutdown} for at most `timeoutMs` milliseconds, then {@link abort}.
   *
   * At the deadline, and not before, it fulfils with `'aborted'` (TIME-01, TIME-03), the signal of
   * the run in flight is aborted (TIME-02), and what that run does later has no effect (TIME-05).
   * The earliest deadline counts for all callers, `shutdown()` included (TIME-06). Nothing is left
   * of a deadline that was not needed (TIME-04). Does not wait for a cleanup of {@link shutdownWith}.
   *
   * @param timeoutMs milliseconds, 0 to 2147483647; a fraction is rounded up
   * @param signal ends the wait like the deadline when it is aborted (TIME-07)
   * @throws {TypeError} when `timeoutMs` is out of range; the task goes on then
   */
  shutdownWithin(timeoutMs: number, signal?: AbortSignal): Promise<ShutdownOutcome>

  /**
   * Like {@link shutdown}, then calls `cleanup` and waits for it.
   *
   * It is called once, when the task has ended (CLEAN-01), also when it was aborted or its last run
   * failed (CLEAN-03). The first call decides: later ones wait for the same cleanup, and theirs is
   * not called (CLEAN-02). Inside it every method here may be awaited (CLEAN-05).
   *
   * Rejects with what `cleanup` throws or rejects with, for all callers (CLEAN-04). Called from
   * inside the work, where nobody can wait for it, the failure is logged at error level instead.
   *
   * @throws {TypeError} when `cleanup` is not a function; the task goes on then
   */
  shutdownWith(cleanup: () => unknown): Promise<void>

  /**
   * Ends the task now: no run starts any more, the signal of the run in flight is aborted, and
   * nobody waits for it any longer. Pending shutdowns fulfil, without a success line; one warning
   * is logged. Does nothing on a task that has ended.
   *
   * This is the way out of a graceful shutdown that hangs: its flag disarms the drop (DROP-06).
   */
  abort(): void

  /**
   * The drop: gives up this handle, synchronously (DROP-02).
   *
   * Without a shutdown before, the last handle aborts the task before it returns (DROP-01, DROP-07)
   * and logs one warning that names the remedy (DROP-04, DROP-12). During and after a shutdown it is
   * silent and harmless: the run in flight keeps its signal and is still waited for (DROP-05,
   * DROP-06). Again, it does nothing (DROP-03).
   */
  [Symbol.dispose](): void

  /** The same as {@link shutdown}: `await using` is graceful (DROP-11). */
  [Symbol.asyncDispose](): Promise<void>
}
