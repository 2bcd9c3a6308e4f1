import type { ScheduleRecord } from '../run/schedule-record.ts'

/**
 * Whether a schedule may have lines that were not seen, after event number `since`: nobody is blamed
 * for want of a line then.
 */
export function isInDoubt({ logs, hasUnseenLines }: ScheduleRecord, since: number): boolean {
  return (
    hasUnseenLines || logs.some(({ level, event }) => level === 'unknown' && event.order > since)
  )
}
