import { real } from '../../platform/real-time.ts'
import { findDelayMs, isTimerOpen, isTimerOver } from '../../platform/timer-internals.ts'
import type { HandleType } from '../../model/handle-type.ts'
import { markWatching } from '../../stack/script-owner.ts'

markWatching(import.meta.url)

interface NodeTimer {
  hasRef?(): boolean
}

const isReferenced = (timer: NodeTimer): boolean => timer.hasRef?.() !== false

/** A `setTimeout()` that has neither fired nor been cleared. */
export const timeoutType: HandleType<NodeTimer> = {
  kind: 'timeout',
  name: 'timeout',
  isOpen: isTimerOpen,
  isOver: isTimerOver,
  isReferenced,
  // It fires once, and nothing waits for it.
  isHarmless: (timer) => !isReferenced(timer),
  describe: (timer) => `timeout of ${formatDelay(timer)}`,
  remedy: () => 'clearTimeout(timer)',
  close: (timer) => real.clearTimeout(timer as NodeJS.Timeout),
}

/** The timer of a `setTimeout()` of `node:timers/promises`, which its caller never has in hand. */
export const sleepType: HandleType<NodeTimer> = {
  ...timeoutType,
  // The work that sleeps goes on after it.
  isHarmless: () => false,
  remedy: () => 'controller.abort(), after passing { signal: controller.signal } to the sleep',
}

/** A `setInterval()` that has not been cleared. */
export const intervalType: HandleType<NodeTimer> = {
  kind: 'interval',
  name: 'interval',
  isOpen: isTimerOpen,
  isOver: isTimerOver,
  isReferenced,
  describe: (timer) => `interval of ${formatDelay(timer)}`,
  remedy: () => 'clearInterval(timer)',
  close: (timer) => real.clearInterval(timer as NodeJS.Timeout),
}

/** A `setImmediate()`: only one that arms itself again and again outlives a turn of the loop. */
export const immediateType: HandleType<NodeTimer> = {
  kind: 'immediate',
  name: 'immediate',
  isOpen: isTimerOpen,
  isOver: isTimerOver,
  isReferenced,
  describe: () => 'immediate that schedules itself again',
  remedy: () => 'clearImmediate(immediate)',
  close: (immediate) => real.clearImmediate(immediate as NodeJS.Immediate),
}

function formatDelay(timer: object): string {
  const delayMs = findDelayMs(timer)
  // A delay that was computed has a dozen digits.
  return `${delayMs === undefined ? '?' : Math.round(delayMs)} ms`
}
