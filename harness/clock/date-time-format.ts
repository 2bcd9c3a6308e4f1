import { imitate, nativeOf } from '../platform/patch.ts'
import { installed, standIn } from './stand-in.ts'
import { markWatching } from '../stack/script-owner.ts'

markWatching(import.meta.url)

type Format = Intl.DateTimeFormat['format']

const { prototype } = Intl.DateTimeFormat
const nativeToParts = nativeOf(prototype, 'formatToParts')
const native = Object.getOwnPropertyDescriptor(prototype, 'format')

/** What the `format` property of each formatter gives, always the same function, as natively. */
const bound = new WeakMap<Intl.DateTimeFormat, Format>()

/** `Intl.DateTimeFormat.prototype.format`, an accessor: its default date is now. */
export const format: PropertyDescriptor = {
  ...native,
  get(this: Intl.DateTimeFormat): Format {
    const formatNatively = native?.get?.call(this) as Format
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
