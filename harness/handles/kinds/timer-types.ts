import { real } from '../../platform/real-time.ts'
import type { HandleType } from '../../model/handle-type.ts'
import { markWatching } from '../../stack/script-owner.ts'

markWatching(import.meta.url)

interface NodeTimer {
  _destroyed?: boolean
  _idleTimeout?: number
  _repeat?: number | null
  hasRef?(): boolean
}

const isOpen = (timer: NodeTimer): boolean => timer._destroyed === false
const isReferenced = (timer: NodeTimer): boolean => timer.hasRef?.() !== false

/** A `setTimeout()` that has neither fired nor been cleared. */
export const timeoutType: HandleType<NodeTimer> = {
  kind: 'timeout',
  name: 'timeout',
  isOpen,
  isReferenced,
  describe: ({ _idleTimeout }) => `timeout of ${formatDelay(_idleTimeout)}`,
  remedy: () => 'clearTimeout(timer)',
  close: (timer) => real.clearTimeout(timer as NodeJS.Timeout),
}

/** A `setInterval()` that has not been cleared. */
export const intervalType: HandleType<NodeTimer> = {
  kind: 'interval',
  name: 'interval',
  isOpen,
  isReferenced,
  describe: ({ _repeat }) => `interval of ${formatDelay(_repeat)}`,
  remedy: () => 'clearInterval(timer)',
  close: (timer) => real.clearInterval(timer as NodeJS.Timeout),
}

/** A `setImmediate()`: only one that arms itself again and again outlives a turn of the loop. */
export const immediateType: HandleType<NodeTimer> = {
  kind: 'immediate',
  name: 'immediate',
  isOpen,
  isReferenced,
  describe: () => 'immediate that arms itself again',
  remedy: () => 'clearImmediate(immediate)',
  close: (immediate) => real.clearImmediate(immediate as NodeJS.Immediate),
}

function formatDelay(delayMs: number | null | undefined): string {
  return `${delayMs ?? '?'} ms`
}
