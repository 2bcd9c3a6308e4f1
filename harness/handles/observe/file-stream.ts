import type { EventEmitter } from 'node:events'
import type { HandleType } from '../../model/handle-type.ts'
import { formatPath, isStillOf } from './descriptor.ts'
import { markWatching } from '../../stack/script-owner.ts'

markWatching(import.meta.url)

/** What read and write streams of `fs` have in common. */
export interface FileStream extends EventEmitter {
  readonly fd?: number | null
  readonly path?: unknown
  readonly closed: boolean
  readonly autoClose?: boolean
  destroy(): unknown
}

/** Paths of streams that were made of a descriptor, which they do not know. */
const paths = new WeakMap<FileStream, string>()

/** Notes the path of a stream that was made of a descriptor. */
export function rememberPath(stream: FileStream, path: string): void {
  paths.set(stream, path)
}

/** What the guard knows of streams of `fs.createReadStream`. */
export const READ_STREAM: HandleType<FileStream> = createFileStreamType('read')

/** What the guard knows of streams of `fs.createWriteStream`. */
export const WRITE_STREAM: HandleType<FileStream> = createFileStreamType('write')

function createFileStreamType(direction: 'read' | 'write'): HandleType<FileStream> {
  return {
    kind: 'file',
    isOpen: (stream) =>
      typeof stream.fd === 'number' &&
      !stream.closed &&
      isStillOf(stream.fd, findPath(stream) ?? ''),
    isReferenced: () => false,
    describe: (stream) =>
      `${direction} stream of ${findPath(stream) ?? `file descriptor ${stream.fd}`}`,
    remedy: (stream) =>
      // What is buffered would be lost by destroy().
      direction === 'write' && stream.autoClose === true ? 'stream.end()' : 'stream.destroy()',
    async close(stream) {
      await new Promise<void>((resolve) => {
        stream.once('close', resolve)
        stream.destroy()
      })
    },
  }
}

function findPath(stream: FileStream): string | undefined {
  return (
    paths.get(stream) ??
    (stream.path === undefined || stream.path === null || stream.path === ''
      ? undefined
      : formatPath(stream.path))
  )
}
