import { formatMs } from '../text/format-ms.ts'
import type { Trial } from './trial.ts'

/** Finds a timer that is pending, under the virtual clock or natively, and says which. */
export function findLeftTimer(
  t: Trial,
): { what: string; event: string; frame: string | undefined } | undefined {
  // No one can clear the timer of such a signal; natively it goes with the signal.
  const pending = t.clock.pending().filter(({ api }) => api !== 'AbortSignal.timeout')
  const [timer] = pending
  if (timer !== undefined) {
    const name =
      timer.kind === 'immediate' ? 'an immediate' : `a timer due in ${formatMs(timer.dueInMs)}`
    const unref = timer.hasRef ? '' : ', unref()ed,'
    const others = pending.length > 1 ? ` and ${pending.length - 1} more were` : ' was'
    return {
      what: `${name}${unref}${others} left`,
      event: `${timer.kind === 'timeout' ? 'a' : 'an'} ${timer.kind} is still pending`,
      frame: timer.createdAt,
    }
  }
  const native = t.census.findOpen().find(({ kind }) => kind === 'native timer')
  return native === undefined
    ? undefined
    : {
        what: 'a native timer was left',
        event: 'a native timer is still pending',
        frame: native.openedAt,
      }
}
