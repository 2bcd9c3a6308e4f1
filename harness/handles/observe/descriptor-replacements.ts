import fs from 'node:fs'
import type { DescriptorTable } from './descriptor-table.ts'
import { DESCRIPTOR } from './descriptor.ts'
import type { Observation } from './observation.ts'
import type { Method, Replacement } from '../../platform/replace-functions.ts'
import { wrapCallback } from '../../platform/wrap-callback.ts'
import { markWatching } from '../../stack/script-owner.ts'

markWatching(import.meta.url)

/** What opens a file through `fs.open` or `fs.openSync`, and closes it before or when it is done. */
const OWN_CALLS = [
  'readFileSync',
  'writeFileSync',
  'truncateSync',
  'writeFile',
  'truncate',
] as const

/** What observes descriptors from `fs.open` and `fs.openSync` until they are closed. */
export function createDescriptorReplacements(
  observation: Observation,
  table: DescriptorTable,
): Replacement[] {
  const wraps: Record<string, (original: Method) => Method> = {
    openSync: (original) =>
      function openSync(...args) {
        const fd = Reflect.apply(original, this, args)
        if (!table.isOwnCall) observation.open(DESCRIPTOR, table.hold(fd as number, args[0]))
        return fd
      },
    open: (original) =>
      function open(...args) {
        if (table.isOwnCall) return Reflect.apply(original, this, args)
        const call = observation.captureCall()
        const index = args.length < 3 ? 1 : typeof args[2] === 'function' ? 2 : 3
        wrapCallback(args, index, (error, fd) => {
          if (!error) observation.open(DESCRIPTOR, table.hold(fd as number, args[0]), call)
        })
        return Reflect.apply(original, this, args)
      },
    closeSync: (original) =>
      function closeSync(...args) {
        Reflect.apply(original, this, args)
        table.release(args[0])
      },
    close: (original) =>
      function close(...args) {
        Reflect.apply(original, this, args)
        // At once: when the callback comes, the number may belong to another file.
        table.release(args[0])
      },
  }
  const own = OWN_CALLS.map((key): Replacement => ({
    target: fs,
    key,
    wrap: (original) =>
      function ownCall(...args) {
        return table.asOwn(() => Reflect.apply(original, this, args))
      },
  }))
  const observed = Object.entries(wraps).map(([key, wrap]): Replacement => ({
    target: fs,
    key,
    wrap,
  }))
  return [...observed, ...own]
}
