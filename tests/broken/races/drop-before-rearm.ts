/** Breaks EXPLORE-02: a drop after the run, while the next delay is asked for, finds no timer to clear; the timer comes after it. */
import { timeoutSubject, type TimeoutState } from '../bases/timeout-steps.ts'

/** How long to wait is asked of the back-off policy, but for the first time. */
async function nextDelayMs({ intervalMs }: TimeoutState): Promise<number> {
  await Promise.resolve()
  return intervalMs
}

function arm(state: TimeoutState, tick: () => void, isAllowed: () => boolean): void {
  if (state.timer === undefined) {
    state.timer = setTimeout(tick, state.intervalMs)
    return
  }
  void nextDelayMs(state).then((delayMs) => {
    if (isAllowed()) state.timer = setTimeout(tick, delayMs)
  })
}

export const subject = timeoutSubject('backing-off-exporter', {
  // A graceful end is looked for, a drop is not.
  arm: (state, tick) => arm(state, tick, () => state.phase === 'on' || state.phase === 'dropped'),
})
export const mended = timeoutSubject('backing-off-exporter, mended', {
  arm: (state, tick) => arm(state, tick, () => state.phase === 'on'),
})
