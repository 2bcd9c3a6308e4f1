import { standFor, imitate, nativeOf } from '../platform/patch.ts'
import { real } from '../platform/real-time.ts'
import { markWatching } from '../stack/script-owner.ts'
import { installed, standIn } from './stand-in.ts'

markWatching(import.meta.url)

const NativeDate = real.Date

/**
 * The stand-in for the `Date` constructor. It shares the prototype of the native one, so each is
 * `instanceof` the other, and what either makes is a plain native date.
 */
export const VirtualDate: DateConstructor = createDate()

function createDate(): DateConstructor {
  function date(...args: unknown[]): unknown {
    const nowMs = installed.time?.timers.nowMs
    if (new.target === undefined) {
      return nowMs === undefined ? NativeDate() : new NativeDate(nowMs).toString()
    }
    const parts = nowMs !== undefined && args.length === 0 ? [nowMs] : args
    // The prototype is that of whoever was called with `new`: a subclass gets its own.
    return Reflect.construct(NativeDate, parts, new.target)
  }
  const now = standIn(NativeDate.now, ({ timers }) => timers.nowMs)
  Object.defineProperties(date, {
    ...Object.getOwnPropertyDescriptors(NativeDate),
    now: { value: now, writable: true, enumerable: false, configurable: true },
  })
  return standFor(date, NativeDate)
}

type Format = Intl.DateTimeFormat['format']

const { prototype } = Intl.DateTimeFormat
const nativeToParts = nativeOf(prototype, 'formatToParts')
const nativeFormat = Object.getOwnPropertyDescriptor(prototype, 'format')

/** What the `format` property of each formatter gives, always the same function, as natively. */
const bound = new WeakMap<Intl.DateTimeFormat, Format>()

/** `Intl.DateTimeFormat.prototype.format`, an accessor: its default date is now. */
export const format: PropertyDescriptor = {
  ...nativeFormat,
  get(this: Intl.DateTimeFormat): Format {
    const formatNatively = nativeFormat?.get?.call(this) as Format
    let format = bound.get(this)
    if (format === undefined) {
      format = imitate((date?: Date | number) => formatNatively(orNow(date)), formatNatively)
      bound.set(this, format)
    }
    return format
  },
}

/** `Intl.DateTimeFormat.prototype.formatToParts()`. */
export const formatToParts: Intl.DateTimeFormat['formatToParts'] = standIn(
  nativeToParts,
  (_time, [date], self) => Reflect.apply(nativeToParts, self, [orNow(date)]),
)

function orNow(date: Date | number | undefined): Date | number | undefined {
  return date === undefined ? installed.time?.timers.nowMs : date
}

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
