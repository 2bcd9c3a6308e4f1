import { formatMs } from './format-ms.ts'
import type { Trial } from './trial.ts'

/** Fails the rule if a timer is pending, under the virtual clock or natively. */
export function expectNoTimer(t: Trial, when: string): void {
  // No one can clear the timer of such a signal; natively it goes with the signal.
  const pending = t.clock.pending().filter(({ api }) => api !== 'AbortSignal.timeout')
  const [timer] = pending
  if (timer !== undefined) {
    const unref = timer.hasRef ? '' : ', unref()ed,'
    const others = pending.length > 1 ? ` and ${pending.length - 1} more` : ''
    const count = pending.length > 1 ? 'were' : 'was'
    t.fail(`${when} a timer due in ${formatMs(timer.dueInMs)}${unref}${others} ${count} left`, {
      event: t.note(
        `${timer.kind === 'interval' ? 'an interval' : `a ${timer.kind}`} is still pending`,
      ),
      frame: timer.createdAt,
    })
  }
  const native = t.census.findOpen().find(({ kind }) => kind === 'native timer')
  if (native !== undefined) t.fail(`${when} a native timer was left`, { frame: native.openedAt })
}
