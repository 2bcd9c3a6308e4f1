import fs, { type BigIntStats } from 'node:fs'
import os from 'node:os'
import { real } from '../platform/real-time.ts'
import { markWatching } from '../stack/script-owner.ts'

markWatching(import.meta.url)

// As they were before anything was replaced.
const { readFileSync, statSync } = fs

/** Stamps of files are as coarse as a tick of the kernel, in milliseconds at the most. */
const STAMP_MS = 10
/** How far two stamps are set apart. */
const APART_NS = 1_000_000n
/** Larger files are compared by their size and their stamps alone. */
const MAX_BYTES = 1_048_576n

/** What libuv compares. */
const COMPARED = [
  'ctimeNs',
  'mtimeNs',
  'birthtimeNs',
  'size',
  'mode',
  'uid',
  'gid',
  'ino',
  'dev',
] as const

/**
 * A file that is looked at in virtual time. Virtual seconds between two writes may take less than a tick
 * of the kernel, so that both get one stamp: then the contents are compared, and the stamps set apart.
 */
export class WatchedFile {
  readonly #path: string
  /** As it was at the last look at which there was a file, with its own stamps. */
  #stats: BigIntStats | undefined
  #state: BigIntStats | undefined
  /** While a write could get the stamp of the last one. */
  #content: Buffer | undefined

  constructor(path: string) {
    this.#path = path
  }

  /** As it was at the last look at which there was a file, with stamps that differ from those before. */
  get state(): BigIntStats | undefined {
    return this.#state
  }

  /** @returns 0 as `status`, or the number of the error with which the file could not be looked at */
  look(): { status: number; hasChanged: boolean } {
    let stats: BigIntStats
    try {
      stats = statSync(this.#path, { bigint: true })
    } catch (error) {
      const { errno = -os.constants.errno.ENOENT } = error as NodeJS.ErrnoException
      return { status: errno, hasChanged: false }
    }
    const before = this.#stats
    const hasMoved = before === undefined || COMPARED.some((key) => before[key] !== stats[key])
    const hasChanged = this.#hasOtherContent(stats, hasMoved) || hasMoved
    if (hasChanged) this.#note(stats, hasMoved)
    return { status: 0, hasChanged }
  }

  /** Whether a file has been written whose stamps do not tell. */
  #hasOtherContent(stats: BigIntStats, hasMoved: boolean): boolean {
    const before = this.#content
    if (!hasMoved && before === undefined) return false
    const content = readContent(this.#path, stats)
    this.#content = isFresh(stats) ? content : undefined
    return before !== undefined && content?.equals(before) === false
  }

  #note(stats: BigIntStats, hasMoved: boolean): void {
    const [before, told] = [this.#stats, this.#state]
    this.#stats = stats
    this.#state = stats
    if (before === undefined || told === undefined) return
    // A change of the mode leaves the time of the last write as it was.
    const isWritten = !hasMoved || stats.size !== before.size || stats.mtimeNs !== before.mtimeNs
    this.#state = Object.assign(Object.create(stats) as BigIntStats, {
      ctimeNs: setApart(stats.ctimeNs, before.ctimeNs, told.ctimeNs),
      mtimeNs: isWritten ? setApart(stats.mtimeNs, before.mtimeNs, told.mtimeNs) : told.mtimeNs,
    })
  }
}

/** Gives a stamp that differs from the one that was told, but where a file was given an older one. */
function setApart(stamp: bigint, before: bigint, told: bigint): bigint {
  return stamp >= before && stamp <= told ? told + APART_NS : stamp
}

function readContent(path: string, { size }: BigIntStats): Buffer | undefined {
  if (size > MAX_BYTES) return undefined
  try {
    return readFileSync(path)
  } catch {
    // A folder, or a file that may not be read.
    return undefined
  }
}

/** Whether what is written now may get the same stamp. */
function isFresh({ ctimeMs }: BigIntStats): boolean {
  return Number(ctimeMs) + STAMP_MS >= real.Date.now()
}
