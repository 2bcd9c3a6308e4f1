/**
 * @touches `_storeHeader()` of outgoing messages of `node:http`, which adds the date from a cache in real
 * time
 * @test the method is checked for before it is replaced
 * @fallback the `Date` header has the real time, so two runs differ
 */
import http from 'node:http'
import { markWatching } from '../stack/script-owner.ts'
import { createSurface, type Method, type Surface } from './patch.ts'

markWatching(import.meta.url)

/** Lists what stands in for the method that writes the head of a message. */
export function createDateSurfaces(isActive: () => boolean): Surface[] {
  const native: unknown = Reflect.get(http.OutgoingMessage.prototype, '_storeHeader')
  if (typeof native !== 'function') return []
  return [
    createSurface(
      http.OutgoingMessage.prototype,
      '_storeHeader',
      function (this: http.OutgoingMessage, ...args: unknown[]): unknown {
        const [firstLine, headers] = args
        if (!isActive() || !this.sendDate || hasDate(headers))
          return Reflect.apply(native as Method, this, args)
        this.sendDate = false
        try {
          const head = `${String(firstLine)}Date: ${new Date().toUTCString()}\r\n`
          return Reflect.apply(native as Method, this, [head, headers])
        } finally {
          this.sendDate = true
        }
      },
    ),
  ]
}

/** Whether headers, in whichever of the forms that Node takes, have a date. */
function hasDate(headers: unknown): boolean {
  if (typeof headers !== 'object' || headers === null) return false
  const names = Array.isArray(headers)
    ? headers.map((entry: unknown) => (Array.isArray(entry) ? (entry[0] as unknown) : entry))
    : Object.keys(headers)
  return names.some((name) => String(name).toLowerCase() === 'date')
}
