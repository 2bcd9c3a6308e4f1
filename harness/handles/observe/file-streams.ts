import type { EventEmitter } from 'node:events'
import fs from 'node:fs'
import type { HandleType } from '../../model/handle-type.ts'
import { type Method, patch } from '../../platform/patch.ts'
import { isOfFileHandle } from '../../platform/stream-internals.ts'
import { wrapCallback } from '../../platform/wrap-callback.ts'
import { markWatching } from '../../stack/script-owner.ts'
import { type DescriptorTable, formatPath, isStillOf } from './descriptors.ts'
import type { CallSite, Observation } from './observation.ts'

markWatching(import.meta.url)

/** What read and write streams of `fs` have in common. */
interface FileStream extends EventEmitter {
  readonly fd?: number | null
  readonly path?: unknown
  readonly closed: boolean
  readonly autoClose?: boolean
  destroy(): unknown
}

/** Paths of streams that were made of a descriptor, which they do not know. */
const paths = new WeakMap<FileStream, string>()

/** Notes the path of a stream that was made of a descriptor. */
function rememberPath(stream: FileStream, path: string): void {
  paths.set(stream, path)
}

/** What the guard knows of streams of `fs.createReadStream`. */
const READ_STREAM: HandleType<FileStream> = createFileStreamType('read')

/** What the guard knows of streams of `fs.createWriteStream`. */
const WRITE_STREAM: HandleType<FileStream> = createFileStreamType('write')

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

/** Observes read and write streams of `fs`, from every way to make one, until they are closed. */
export function observeFileStreams(observation: Observation, table: DescriptorTable): () => void {
  const undos = [
    observeConstruction(fs.ReadStream.prototype, READ_STREAM, observation, table),
    observeConstruction(fs.WriteStream.prototype, WRITE_STREAM, observation, table),
  ]
  return () => {
    for (const undo of undos) undo()
  }
}

/**
 * A stream opens its file in `_construct()`, a tick after it was made. That it has such a method is
 * what its constructor asks, with the user's call on the stack: hence the getter.
 */
function observeConstruction(
  prototype: object,
  type: HandleType<FileStream>,
  observation: Observation,
  table: DescriptorTable,
): () => void {
  const before = Object.getOwnPropertyDescriptor(prototype, '_construct')
  const original: unknown = before?.value
  if (typeof original !== 'function') return () => {}
  const calls = new WeakMap<object, CallSite>()
  const construct: Method = function _construct(...args) {
    const stream = this as FileStream
    const isGiven = typeof stream.fd === 'number'
    wrapCallback(args, 0, (error) => {
      if (!error && isOwner(stream, isGiven)) note(stream)
    })
    return table.asOwn(() => Reflect.apply(original, this, args))
  }
  const note = (stream: FileStream): void => {
    const descriptor = table.release(stream.fd)
    if (descriptor !== undefined) rememberPath(stream, descriptor.path)
    observation.open(type, stream, calls.get(stream))
  }
  const descriptor: PropertyDescriptor & ThisType<object> = {
    configurable: true,
    enumerable: true,
    get(): unknown {
      // A stream that is being made has its `fd` already, the prototype has none.
      if (Object.hasOwn(this, 'fd') && !calls.has(this)) calls.set(this, observation.captureCall())
      return construct
    },
    set(value: unknown) {
      Object.defineProperty(this, '_construct', {
        value,
        writable: true,
        configurable: true,
        enumerable: true,
      })
    },
  }
  const surface = { target: prototype, key: '_construct', descriptor }
  return patch([surface], { restores: 'own', syncsImports: false })
}

/** Whether a stream closes the descriptor it reads or writes, and nobody else does. */
function isOwner(stream: FileStream, isGiven: boolean): boolean {
  if (typeof stream.fd !== 'number') return false
  if (!isGiven) return true
  // Streams of a `FileHandle` close that, which is observed itself.
  return stream.autoClose !== false && !isOfFileHandle(stream)
}
