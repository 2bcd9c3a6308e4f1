import fs from 'node:fs'
import type { HandleType } from '../../model/handle-type.ts'
import type { DescriptorTable } from './descriptor-table.ts'
import { READ_STREAM, rememberPath, WRITE_STREAM, type FileStream } from './file-stream.ts'
import type { CallSite, Observation } from './observation.ts'
import { replaceProperty, type Method } from '../../platform/replace-functions.ts'
import { isOfFileHandle } from '../../platform/stream-internals.ts'
import { wrapCallback } from '../../platform/wrap-callback.ts'
import { markWatching } from '../../stack/script-owner.ts'

markWatching(import.meta.url)

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
  return replaceProperty(prototype, '_construct', {
    configurable: true,
    enumerable: true,
    get(this: object): unknown {
      // A stream that is being made has its `fd` already, the prototype has none.
      if (Object.hasOwn(this, 'fd') && !calls.has(this)) calls.set(this, observation.captureCall())
      return construct
    },
    set(this: object, value: unknown) {
      Object.defineProperty(this, '_construct', {
        value,
        writable: true,
        configurable: true,
        enumerable: true,
      })
    },
  })
}

/** Whether a stream closes the descriptor it reads or writes, and nobody else does. */
function isOwner(stream: FileStream, isGiven: boolean): boolean {
  if (typeof stream.fd !== 'number') return false
  if (!isGiven) return true
  // Streams of a `FileHandle` close that, which is observed itself.
  return stream.autoClose !== false && !isOfFileHandle(stream)
}
