import type { Violation } from './invariant.ts'
import type { LogRecord } from '../run/schedule-record.ts'

/** What an invariant finds, without its name. */
export type Found = Omit<Violation, 'invariant'> | undefined

/** Blames one line of the log. */
export function blameLine({ event, site }: LogRecord, observed: string): Found {
  return { observed, event, site }
}
