import fs, { type Dir } from 'node:fs'
import type { FileHandle } from 'node:fs/promises'
import type { HandleSink, HandleType } from '../../model/handle-type.ts'
import { type Replacement, replaceFunctions } from '../../platform/patch.ts'
import { wrapCallback } from '../../platform/wrap-callback.ts'
import { markWatching } from '../../stack/script-owner.ts'
import { DescriptorTable, createDescriptorReplacements, formatPath } from './descriptors.ts'
import { Observation, observeOnce } from './observation.ts'
import { observeFileStreams } from './file-streams.ts'

markWatching(import.meta.url)

/**
 * Observes the files and directories that user code opens through `fs`: descriptors, streams,
 * `FileHandle`s and `Dir`s. A file counts once, as what closes it: the stream that was made of a
 * descriptor, the handle of which a stream was made. A descriptor handed to a child process counts
 * as open, since the child works on a copy.
 *
 * @returns puts back what was there before
 * @throws {Error} when files are being observed already
 */
export const observeFiles: (sink: HandleSink) => () => void = observeOnce('files', (sink) => {
  const observation = new Observation(sink)
  const table = new DescriptorTable()
  const undoStreams = observeFileStreams(observation, table)
  const undoFunctions = replaceFunctions([
    ...createDescriptorReplacements(observation, table),
    ...createFileHandleReplacements(observation, table),
    ...createDirectoryReplacements(observation),
  ])
  return () => {
    observation.end()
    undoFunctions()
    undoStreams()
  }
})

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
function createFileHandleReplacements(
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
function createDirectoryReplacements(observation: Observation): Replacement[] {
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
