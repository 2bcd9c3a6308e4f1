import { createHook, executionAsyncResource } from 'node:async_hooks'
import { findUserFrame } from '../../stack/user-frame.ts'
import { findSignal } from './signal-context.ts'
import type { SignalWatch } from './observe-signals.ts'
import { tell } from './record-pipe.ts'

/**
 * Tells how the process comes to its end: who calls `process.exit()`, and what nobody caught.
 *
 * An exit is forced where a later signal calls for it, or where a timer does that was set as the first
 * signal arrived - and the shutdown is still under way, or the timer keeps nothing alive: a deadline.
 */
export function observeExit(signals: SignalWatch): void {
  const deadlines = new WeakSet<object>()
  /** The timer that fires, in whose turn of the event loop all this happens. */
  let firing: object | undefined
  const hook = createHook({
    init(_id, type, _trigger, resource: object) {
      if (type === 'Timeout' && signals.calling === 1) deadlines.add(resource)
    },
    before() {
      const resource = executionAsyncResource()
      if (!(resource instanceof Promise)) firing = resource
    },
  })
  signals.onFirst(() => {
    hook.enable()
  })

  const isForced = (): boolean => {
    if (signals.calling > 1) return true
    if (firing === undefined || !deadlines.has(firing)) return false
    return signals.isPending || !(firing as NodeJS.Timeout).hasRef()
  }
  const exit = process.exit
  process.exit = function (this: NodeJS.Process, code?: number | string | null): never {
    const frame = findUserFrame(new Error('exit'))
    tell({
      type: 'exit-call',
      code: Number(code ?? process.exitCode ?? 0),
      ...(frame === undefined ? {} : { frame }),
      ...(isForced() ? { isForced: true } : {}),
    })
    return Reflect.apply(exit, this, [code])
  }
  process.on('uncaughtExceptionMonitor', (error: unknown) => {
    const frame = error instanceof Error ? findUserFrame(error) : undefined
    tell({
      type: 'error',
      message: String(error),
      nth: findSignal(),
      ...(frame === undefined ? {} : { frame }),
    })
  })
}
