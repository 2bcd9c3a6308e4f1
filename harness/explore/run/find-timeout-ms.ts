import type { OperationName } from '../plan/operation.ts'

/** The timeouts that `shutdownWithin` is given, in intervals: longer than any run, and shorter than the slow one. */
const TIMEOUT_INTERVALS: Partial<Record<OperationName, number>> = {
  shutdownWithin: 4,
  shutdownSoon: 0.5,
}

/** The timeout of an operation, in milliseconds, if it has one. */
export function findTimeoutMs(name: OperationName, intervalMs: number): number | undefined {
  const intervals = TIMEOUT_INTERVALS[name]
  return intervals === undefined ? undefined : Math.max(1, Math.ceil(intervals * intervalMs))
}
