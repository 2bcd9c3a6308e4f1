import { AsyncLocalStorage } from 'node:async_hooks'
import type { SubjectContext, Subject } from '../../../harness/model/subject.ts'

/** What the steps of a {@link createTimeoutManager} share. */
export interface TimeoutState {
  readonly probe: SubjectContext
  readonly intervalMs: number
  readonly abort: AbortController
  timer: NodeJS.Timeout | undefined
  running: Promise<void> | undefined
  phase: 'on' | 'stopping' | 'stopped' | 'dropped'
}

/** The steps, each of which a broken manager may replace. */
export interface TimeoutSteps {
  arm(state: TimeoutState, tick: () => void): void
  disarm(state: TimeoutState): void
  run(state: TimeoutState): Promise<void>
  rearm(state: TimeoutState): boolean
  wait(state: TimeoutState): Promise<void>
  succeed(state: TimeoutState): void
  warn(state: TimeoutState): void
}

/** What {@link createTimeoutManager} returns. */
export interface TimeoutManager extends Disposable {
  shutdown(): Promise<void>
}
/** The steps of a correct manager. */
export const timeoutSteps: TimeoutSteps = {
  arm(state, tick) {
    state.timer = setTimeout(tick, state.intervalMs)
  },
  disarm(state) {
    clearTimeout(state.timer)
  },
  async run({ probe, abort }) {
    try {
      await probe.work(abort.signal)
    } catch (cause) {
      if (abort.signal.aborted) return
      try {
        probe.logger.error('run failed', cause)
      } catch {
        // A logger that throws does not end the loop.
      }
    }
  },
  rearm: (state) => state.phase === 'on',
  async wait(state) {
    await state.running
  },
  succeed({ probe }) {
    probe.logger.info('shutdown complete')
  },
  warn({ probe }) {
    probe.logger.warn('dropped without shutdown() - aborting')
  },
}

/** A correct owned manager of closures over a recursive `setTimeout`, but for the steps given. */
export function createTimeoutManager(
  probe: SubjectContext,
  intervalMs: number,
  steps: Partial<TimeoutSteps> = {},
): TimeoutManager {
  const step = { ...timeoutSteps, ...steps }
  const inside = new AsyncLocalStorage<true>()
  const state: TimeoutState = {
    probe,
    intervalMs,
    abort: new AbortController(),
    timer: undefined,
    running: undefined,
    phase: 'on',
  }
  let completion: Promise<void> | undefined

  function tick(): void {
    let settle = (): void => {}
    state.running = new Promise((resolve) => {
      settle = resolve
    })
    const ran = inside.run(true, () => step.run(state))
    void ran.then(() => {
      state.running = undefined
      if (step.rearm(state)) step.arm(state, tick)
      settle()
    })
  }

  async function finish(): Promise<void> {
    step.disarm(state)
    await step.wait(state)
    state.phase = 'stopped'
    step.succeed(state)
  }

  step.arm(state, tick)
  return {
    shutdown() {
      if (state.phase === 'dropped') return Promise.resolve()
      if (state.phase === 'on') state.phase = 'stopping'
      completion ??= finish()
      return inside.getStore() ? Promise.resolve() : completion
    },
    [Symbol.dispose]() {
      if (state.phase !== 'on') return
      state.phase = 'dropped'
      step.disarm(state)
      state.abort.abort()
      step.warn(state)
    },
  }
}

/** Makes a subject of the manager with these steps replaced. */
export function timeoutSubject(
  name: string,
  steps: Partial<TimeoutSteps> = {},
): Subject<TimeoutManager> {
  return {
    name,
    ownership: 'owned',
    intervalMs: 1000,
    create: (probe) => createTimeoutManager(probe, 1000, steps),
  }
}
