/**
 * @touches the symbols `kHandle` of file streams and `keypress-decoder` of terminals, `buffer` of
 * native zlib streams, and `_read` that a zlib stream has of its own until it is read
 * @test each field is checked for before it is read
 * @fallback the stream of a `FileHandle` is reported beside it, as is what `readline` leaves on a
 * terminal; a zlib stream with nothing to do counts as at work only with a `buffer`
 */
import type { EventEmitter } from 'node:events'
import { hasHidden, readHidden } from './hidden-symbols.ts'
import { findOwner } from './native-handle.ts'

/** Whether a file stream reads or writes through a `FileHandle`, which closes the descriptor. */
export function isOfFileHandle(stream: object): boolean {
  return typeof readHidden(stream, 'kHandle') === 'object'
}

/** Whether `readline.emitKeypressEvents()` has prepared an input. */
export function hasKeypressDecoder(input: EventEmitter): boolean {
  return hasHidden(input, 'keypress-decoder')
}

/** Whether a native stream of `node:zlib` is at a chunk, and does not wait for somebody to read. */
export function isZlibAtWork(handle: object): boolean {
  const { buffer } = handle as { buffer?: unknown }
  if (buffer === null || buffer === undefined) return false
  const stream = findOwner(handle)
  return stream === undefined || !Object.hasOwn(stream, '_read')
}
