import { AsyncResource } from 'node:async_hooks'
import { constants } from 'node:os'
import { findExecutionResource, isInPromise } from '../../platform/async-context.ts'
import { createFullHook } from '../../platform/handle-hook.ts'
import { findUserFrame } from '../../stack/user-frame.ts'
import { type SignalWatch, findSignal } from './observe-signals.ts'
import { tell } from './record-pipe.ts'
import { findOlderHolders, noteFirstSignal } from './report-holders.ts'

/** Tells how the process comes to its end: who calls `process.exit()`, and what nobody caught. */
export function observeExit(signals: SignalWatch): void {
  const isForced = observeForce(signals)
  let hasSignal = false
  signals.onFirst(() => {
    hasSignal = true
    noteFirstSignal(new AsyncResource('signal').asyncId())
  })
  const exit = process.exit
  process.exit = function (this: NodeJS.Process, given?: number | string | null): never {
    const frame = findUserFrame(new Error('exit'))
    const code = Number(given ?? process.exitCode ?? 0)
    tell({
      type: 'exit-call',
      code,
      ...(frame === undefined ? {} : { frame }),
      ...(isForced(code) ? { isForced: true } : {}),
    })
    if (hasSignal) tell({ type: 'cut-off', holders: findOlderHolders() })
    return Reflect.apply(exit, this, [given])
  }
  const kill = process.kill
  process.kill = function (this: NodeJS.Process, pid: number, signal?: string | number): true {
    if (hasSignal && pid === process.pid && isDeadly(signal)) {
      tell({ type: 'raised' })
      tell({ type: 'cut-off', holders: findOlderHolders() })
    }
    return Reflect.apply(kill, this, [pid, signal])
  }
  process.on('exit', () => {
    tell({ type: 'end', isPending: signals.isPending })
  })
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

/** Whether a signal ends this process, since nobody listens to it; its number may be given. */
function isDeadly(signal: string | number = 'SIGTERM'): boolean {
  const name = Object.entries(constants.signals).find(
    ([key, number]) => key === signal || number === signal,
  )?.[0]
  return name !== undefined && process.listenerCount(name) === 0
}

/**
 * Finds out whether an exit cuts a shutdown short: one that a later signal calls for, or a deadline.
 *
 * A deadline is a timer that was set as the first signal arrived, and either wins a race against what
 * has not come in, or exits itself. The latter may also be how a program always exits, so where the
 * code is 0 the shutdown must be seen to be under way, or the timer to keep nothing alive.
 */
function observeForce(signals: SignalWatch): (code: number) => boolean {
  const deadlines = new WeakSet<object>()
  /** The timer in whose turn of the event loop all this happens. */
  let firing: object | undefined
  const hook = createFullHook({
    init(_id, type, _trigger, resource: object) {
      if (type === 'Timeout' && signals.calling === 1) deadlines.add(resource)
    },
    before() {
      if (!isInPromise()) firing = findExecutionResource()
    },
  })
  const hasLostRace = observeRaces()
  signals.onFirst(() => {
    hook.enable()
  })
  return (code) => {
    if (signals.calling > 1) return true
    const resource = findExecutionResource()
    if (deadlines.has(resource)) {
      return code !== 0 || signals.isPending || !(resource as NodeJS.Timeout).hasRef()
    }
    return firing !== undefined && deadlines.has(firing) && hasLostRace()
  }
}

/**
 * Watches the races of promises that a signal has set off; returns whether one is over which somebody
 * lost who has not come in: a shutdown that went on when its deadline was there.
 */
function observeRaces(): () => boolean {
  const races: { isOver: boolean; open: number }[] = []
  const race = Promise.race
  // oxlint-disable-next-line unicorn/consistent-function-scoping
  const observed = function (this: PromiseConstructor, entrants: Iterable<unknown>) {
    if (findSignal() === 0) return Reflect.apply(race, this, [entrants])
    const list = [...entrants]
    const open = list.filter((entrant) => entrant instanceof Promise)
    const seen = { isOver: false, open: open.length }
    races.push(seen)
    // The race looks after what they reject with.
    for (const entrant of open) {
      const come = (): void => {
        seen.open -= 1
        seen.isOver = true
      }
      entrant.then(come, come)
    }
    return Reflect.apply(race, this, [list])
  }
  Promise.race = observed as typeof Promise.race
  return () => races.some(({ isOver, open }) => isOver && open > 0)
}
