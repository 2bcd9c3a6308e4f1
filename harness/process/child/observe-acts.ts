import { createHandleHook } from '../../platform/handle-hook.ts'
import { findSignal } from './observe-signals.ts'
import { tell } from './record-pipe.ts'

/** What a logger has no need for, and the shutdown of something has. */
const TYPES: ReadonlySet<string> = new Set([
  'Timeout',
  'FSREQPROMISE',
  'GETADDRINFOREQWRAP',
  'HTTPCLIENTREQUEST',
  'PIPECONNECTWRAP',
  'PROCESSWRAP',
  'SHUTDOWNWRAP',
  'TCPCONNECTWRAP',
  'TLSWRAP',
])

/** Tells when a repeated signal begins something that takes time; a timer that keeps nothing alive is none. */
export function observeActs(): void {
  const told = new Set<number>()
  createHandleHook({
    init(_id, type, _trigger, resource) {
      const nth = findSignal()
      if (nth < 2 || told.has(nth) || !TYPES.has(type)) return
      process.nextTick(() => {
        if (type === 'Timeout' && !(resource as NodeJS.Timeout).hasRef()) return
        told.add(nth)
        tell({ type: 'acted', nth })
      })
    },
  }).enable()
}
