import fs, { type Dir } from 'node:fs'
import type { HandleType } from '../../model/handle-type.ts'
import type { Observation } from './observation.ts'
import type { Replacement } from '../../platform/replace-functions.ts'
import { wrapCallback } from '../../platform/wrap-callback.ts'
import { markWatching } from '../../stack/script-owner.ts'

markWatching(import.meta.url)

/** What the guard knows of the handles of `fs.opendir`. */
const DIRECTORY: HandleType<Dir> = {
  kind: 'directory',
  isOpen: isDirectoryOpen,
  isReferenced: () => false,
  describe: (dir) => `directory handle of ${dir.path}`,
  remedy: () => 'await dir.close()',
  close: (dir) => dir.close(),
}

/** What observes `fs.opendir`, `fs.opendirSync` and `fs.promises.opendir`. */
export function createDirectoryReplacements(observation: Observation): Replacement[] {
  return [
    {
      target: fs,
      key: 'opendirSync',
      wrap: (original) =>
        function opendirSync(...args) {
          const dir = Reflect.apply(original, this, args)
          observation.open(DIRECTORY, dir as Dir)
          return dir
        },
    },
    {
      target: fs,
      key: 'opendir',
      wrap: (original) =>
        function opendir(...args) {
          const call = observation.captureCall()
          wrapCallback(args, typeof args[1] === 'function' ? 1 : 2, (error, dir) => {
            if (!error) observation.open(DIRECTORY, dir as Dir, call)
          })
          return Reflect.apply(original, this, args)
        },
    },
    {
      target: fs.promises,
      key: 'opendir',
      wrap: (original) =>
        async function opendir(...args) {
          const call = observation.captureCall()
          const dir = await Reflect.apply(original, this, args)
          observation.open(DIRECTORY, dir as Dir, call)
          return dir
        },
    },
  ]
}

/**
 * Whether a directory handle is open, which it does not say: one that is closed refuses to read
 * before it looks at what it was given; one that is open refuses what it was given, and has read
 * nothing.
 */
function isDirectoryOpen(dir: Dir): boolean {
  try {
    dir.read(null as unknown as () => void)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ERR_DIR_CLOSED'
  }
}
