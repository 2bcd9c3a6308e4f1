import { standIn } from './stand-in.ts'
import { markWatching } from '../stack/script-owner.ts'

markWatching(import.meta.url)

interface Zoned {
  toPlainDateTime(): unknown
  toPlainDate(): unknown
  toPlainTime(): unknown
}

interface Temporal {
  Instant: { fromEpochMilliseconds(ms: number): { toZonedDateTimeISO(timeZone: unknown): Zoned } }
  Now: Record<Method | 'instant' | 'timeZoneId', (timeZone?: unknown) => unknown>
}

type Method = keyof typeof partOf

/** How the methods of `Temporal.Now` follow from the zoned date and time. */
const partOf = {
  zonedDateTimeISO: (zoned: Zoned): unknown => zoned,
  plainDateTimeISO: (zoned: Zoned): unknown => zoned.toPlainDateTime(),
  plainDateISO: (zoned: Zoned): unknown => zoned.toPlainDate(),
  plainTimeISO: (zoned: Zoned): unknown => zoned.toPlainTime(),
}

const { Temporal } = globalThis as { Temporal?: Temporal }

/** The object that tells the time of `Temporal`; an empty one in versions of Node without it. */
export const temporalNow: object = Temporal?.Now ?? {}

/** The stand-ins for its methods. */
export const temporalFunctions: Record<string, unknown> =
  Temporal === undefined ? {} : createFunctions(Temporal)

function createFunctions({ Instant, Now }: Temporal): Record<string, unknown> {
  const { instant, timeZoneId } = Now
  const functions: Record<string, unknown> = {
    instant: standIn(instant, ({ timers }) => Instant.fromEpochMilliseconds(timers.nowMs)),
  }
  for (const [method, part] of Object.entries(partOf)) {
    functions[method] = standIn(Now[method as Method], ({ timers }, [timeZone]) => {
      const instant = Instant.fromEpochMilliseconds(timers.nowMs)
      return part(instant.toZonedDateTimeISO(timeZone ?? timeZoneId()))
    })
  }
  return functions
}
