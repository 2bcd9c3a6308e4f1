import { types } from 'node:util'
import { AsyncLocalStorage } from 'node:async_hooks'
import { type ChildPlan, STORM_SIGNALS } from '../child-record.ts'
import { noteMilestone } from './observe-start.ts'
import { tell } from './record-pipe.ts'

/** What others want to know of the signals. */
export interface SignalWatch {
  /** How many have arrived. */
  readonly count: number
  /** The number of the one whose listeners are being called; 0 where that is none. */
  readonly calling: number
  /** Whether a listener has returned a promise that has not settled. */
  readonly isPending: boolean
  /** Called once, before the listeners of the first one. */
  onFirst(listener: () => void): void
}

/**
 * Watches one signal of this process arrive.
 *
 * Its listeners are called as `process.emit()` would, in a context of their own for each time it
 * arrives. In a storm the process sends itself the next one once they have returned, through the
 * kernel: no sooner can a second one arrive, and none is lost.
 */
export function observeSignals({ signal, scenario }: ChildPlan): SignalWatch {
  const onFirst: (() => void)[] = []
  let count = 0
  let pending = 0

  const deliver = (args: readonly unknown[]): boolean => {
    count += 1
    const nth = count
    const listeners = process.rawListeners(signal)
    tell({ type: 'signal', nth, listeners: listeners.length })
    if (nth === 1) {
      for (const listener of onFirst) listener()
    }
    calling = nth
    try {
      const returned = runInSignal(nth, () =>
        listeners.map((listener) => Reflect.apply(listener, process, args) as unknown),
      ).filter((value) => types.isPromise(value))
      pending += returned.length
      for (const promise of returned) {
        // Only where it fulfils: a rejection stays one that nobody has handled, as it is without us.
        void promise.then(() => {
          pending -= 1
          if (pending === 0) tell({ type: 'handled', nth })
        })
      }
    } finally {
      calling = 0
    }
    if (scenario === 'storm' && nth < STORM_SIGNALS) process.kill(process.pid, signal)
    return listeners.length > 0
  }

  const emit = process.emit
  process.emit = function (this: NodeJS.Process, event: string, ...args: unknown[]): boolean {
    if (event === signal) return deliver(args)
    return Reflect.apply(emit, this, [event, ...args]) as boolean
  } as typeof process.emit
  process.on('newListener', function tellListening(event: string | symbol) {
    if (event !== signal) return
    process.off('newListener', tellListening)
    tell({ type: 'listening' })
    noteMilestone('listens')
  })
  return {
    get count() {
      return count
    },
    get calling() {
      return calling
    },
    get isPending() {
      return pending > 0
    },
    onFirst: (listener) => {
      onFirst.push(listener)
    },
  }
}

/** The number of the signal whose listeners are being called; 0 where that is none. */
let calling = 0

/** Whether the listeners of the nth signal are being called. */
export function isCalling(nth: number): boolean {
  return calling === nth
}

const storage = new AsyncLocalStorage<number>()

/** Runs what the nth signal sets off, so that all that follows from it can be told. */
function runInSignal<T>(nth: number, body: () => T): T {
  return storage.run(nth, body)
}

/** Which signal has set off what runs now; 0 where none has. */
export function findSignal(): number {
  return storage.getStore() ?? 0
}
