import { recordHandles } from '../../handles/record-handles.ts'
import { listActiveTypes } from '../../platform/active-handles.ts'
import { findHolders } from './find-holders.ts'
import { tell } from './record-pipe.ts'

/** From here on, what is opened is seen. */
const record = recordHandles()

/**
 * Tells in a while what keeps this process alive, unless it has ended by then.
 *
 * @param afterMs milliseconds; the timer keeps nothing alive
 */
export function reportHoldersLater(afterMs: number): void {
  const timer = setTimeout(() => {
    const resources = listActiveTypes()
    tell({ type: 'holders', holders: findHolders(record), resources })
  }, afterMs)
  timer.unref()
}
