/**
 * @touches the native class behind `fs.watchFile()`, `StatWatcher`: `start(path, intervalMs)`, `close()`,
 * and `onchange(status, stats)`, which it calls with the fields of both states in one array; and the
 * field `kUseBigint` of its owner
 * @test the class of a watcher that is closed at once has the methods that are called
 * @fallback `fs.watchFile()` is refused in virtual time, naming what is missing
 */
import fs, { type BigIntStats } from 'node:fs'
import { findOwner } from './native-handle.ts'
import { readHidden } from './hidden-symbols.ts'
import { markWatching } from '../stack/script-owner.ts'

markWatching(import.meta.url)

/** The native handle behind `fs.watchFile()`. */
export interface StatWatcher {
  onchange(status: number, stats: Float64Array | BigInt64Array): void
  close(...args: unknown[]): unknown
}

/** The prototype of {@link StatWatcher}, whose `start()` begins to poll in real time. */
export interface StatWatcherClass {
  readonly prototype: { start(this: StatWatcher, path: string, intervalMs: number): number | void }
}

// As they were before anything was replaced.
const { watchFile, unwatchFile } = fs

let found: StatWatcherClass | { readonly missing: string } | undefined

/** Finds the class behind `fs.watchFile()`, or what this Node lacks of it. */
export function findStatWatcherClass(): StatWatcherClass | { readonly missing: string } {
  found ??= find()
  return found
}

/** Has {@link findStatWatcherClass} look again: for tests, which take something away. */
export function forgetStatWatcherClass(): void {
  found = undefined
}

function find(): StatWatcherClass | { readonly missing: string } {
  const handle = openHandle()
  if (handle?.constructor.name !== 'StatWatcher')
    return { missing: 'StatWatcher, the class under fs.watchFile()' }
  for (const method of ['start', 'close', 'onchange']) {
    if (typeof Reflect.get(handle, method) !== 'function')
      return { missing: `${method}() of StatWatcher, the class under fs.watchFile()` }
  }
  return { prototype: Object.getPrototypeOf(handle) as StatWatcherClass['prototype'] }
}

function ignore(): void {}

/** A handle that is closed again. */
function openHandle(): object | undefined {
  try {
    const watcher = watchFile(process.execPath, { persistent: false }, ignore)
    return (watcher as { _handle?: object })._handle
  } catch {
    // In another runtime anything may throw.
    return undefined
  } finally {
    unwatchFile(process.execPath, ignore)
  }
}

/** Ends every watch of a path, so that the next one begins anew. */
export function endWatch(path: string): void {
  unwatchFile(path)
}

/** Whether somebody still listens to a watcher, as is so unless `fs.unwatchFile()` closes it. */
export function isListenedTo(handle: StatWatcher): boolean {
  const owner = findOwner(handle) as { listenerCount?(name: string): number } | undefined
  return (owner?.listenerCount?.('change') ?? 0) > 0
}

/** How many fields a state has in the array. */
const FIELDS = 18
const NS_PER_S = 1_000_000_000n

/**
 * Tells a watcher of a change, as the native one does.
 *
 * @param status 0, or the number of the error with which the file could not be looked at
 * @param current undefined where there is no file
 */
export function tellChange(
  handle: StatWatcher,
  status: number,
  current: BigIntStats | undefined,
  previous: BigIntStats | undefined,
): void {
  const fields = [...listFields(current), ...listFields(previous)]
  const owner = findOwner(handle)
  const isBig = owner !== undefined && readHidden(owner, 'kUseBigint') === true
  handle.onchange(status, isBig ? BigInt64Array.from(fields) : Float64Array.from(fields, Number))
}

function listFields(stats: BigIntStats | undefined): bigint[] {
  if (stats === undefined) return Array.from({ length: FIELDS }, () => 0n)
  const { dev, mode, nlink, uid, gid, rdev, blksize, ino, size, blocks } = stats
  const times = [stats.atimeNs, stats.mtimeNs, stats.ctimeNs, stats.birthtimeNs]
  return [
    dev,
    mode,
    nlink,
    uid,
    gid,
    rdev,
    blksize,
    ino,
    size,
    blocks,
    ...times.flatMap((ns) => [ns / NS_PER_S, ns % NS_PER_S]),
  ]
}
