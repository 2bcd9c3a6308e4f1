import fs from 'node:fs'
import type { FileHandle } from 'node:fs/promises'
import type { HandleType } from '../../model/handle-type.ts'
import { formatPath } from './descriptor.ts'
import type { DescriptorTable } from './descriptor-table.ts'
import type { Observation } from './observation.ts'
import type { Replacement } from '../../platform/replace-functions.ts'
import { markWatching } from '../../stack/script-owner.ts'

markWatching(import.meta.url)

const paths = new WeakMap<FileHandle, unknown>()

/** What the guard knows of the handles of `fs.promises.open`. */
const FILE_HANDLE: HandleType<FileHandle> = {
  kind: 'file',
  isOpen: (handle) => handle.fd >= 0,
  isReferenced: () => false,
  describe: (handle) => `file handle of ${formatPath(paths.get(handle))}`,
  remedy: () => 'await handle.close()',
  close: (handle) => handle.close(),
}

/** What observes `fs.promises.open`; what Node opens for itself, as `readFile` does, goes another way. */
export function createFileHandleReplacements(
  observation: Observation,
  table: DescriptorTable,
): Replacement[] {
  return [
    {
      target: fs.promises,
      key: 'open',
      wrap: (original) =>
        async function open(...args) {
          const call = observation.captureCall()
          const handle = (await Reflect.apply(original, this, args)) as FileHandle
          paths.set(handle, args[0])
          // A descriptor of that number that seems to be open was closed where nobody saw it.
          table.release(handle.fd)
          observation.open(FILE_HANDLE, handle, call)
          return handle
        },
    },
  ]
}
