import { findLeftTimer } from './find-left-timer.ts'
import type { Trial } from './trial.ts'

/** Fails the rule if a timer is pending, under the virtual clock or natively. */
export function expectNoTimer(t: Trial, when: string): void {
  const timer = findLeftTimer(t)
  if (timer === undefined) return
  t.fail(`${when} ${timer.what}`, {
    event: t.note(timer.event, { lane: 'timer' }),
    frame: timer.frame,
  })
}
