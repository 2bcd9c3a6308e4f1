import type { EventPlace } from '../../model/timeline.ts'
import { type Operation, describeOperation } from '../plan/operation.ts'

/** Where a report draws a call that lasts. A clone has a lane of its own, which begins with the call. */
export function placeCall(
  operation: Operation,
  lane: string,
  number: number,
  remark: string,
): EventPlace {
  const own = describeOperation(operation, false)
  const label = remark === '' ? own : `${own} called${remark}`
  // Without a spread, which costs as much as the call itself.
  return operation.name === 'clone' ? { lane, label } : { lane, begins: number, label }
}

/** Where what has begun there ends. */
export function findEnd({ lane, begins }: EventPlace = {}): EventPlace {
  if (lane === undefined) return {}
  return begins === undefined ? { lane } : { lane, ends: begins }
}
