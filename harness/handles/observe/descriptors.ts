import fs from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { HandleType } from '../../model/handle-type.ts'
import { isOwnedByHandle } from '../../platform/active-handles.ts'
import type { Method, Replacement } from '../../platform/patch.ts'
import { wrapCallback } from '../../platform/wrap-callback.ts'
import { markWatching } from '../../stack/script-owner.ts'
import type { Observation } from './observation.ts'

markWatching(import.meta.url)

// Judging a descriptor must not go through functions that a test has replaced.
const { closeSync, fstatSync, statSync } = fs

/** A file descriptor that user code holds as a number. */
export class Descriptor {
  readonly fd: number
  readonly #path: unknown
  /** Closed, or given to somebody who closes it. */
  isReleased = false

  constructor(fd: number, path: unknown) {
    this.fd = fd
    this.#path = path
  }

  get path(): string {
    return formatPath(this.#path)
  }
}

/** What the guard knows of descriptors of `fs.open` and `fs.openSync`. */
const DESCRIPTOR: HandleType<Descriptor> = {
  kind: 'file',
  isOpen: (descriptor) =>
    !descriptor.isReleased &&
    isStillOf(descriptor.fd, descriptor.path) &&
    !isOwnedByHandle(descriptor.fd),
  isReferenced: () => false,
  describe: ({ fd, path }) => `file descriptor ${fd} of ${path}`,
  remedy: () => 'fs.closeSync(fd)',
  close(descriptor) {
    descriptor.isReleased = true
    closeSync(descriptor.fd)
  },
}

/** A path as `fs` takes it, as text. */
export function formatPath(path: unknown): string {
  try {
    return path instanceof URL ? fileURLToPath(path) : String(path)
  } catch {
    return '(unknown path)'
  }
}

/**
 * Whether a descriptor is that of the file at `path`: it may have been closed where nobody saw it,
 * and its number given to another file since.
 */
export function isStillOf(fd: number, path: string): boolean {
  const held = readStats(() => fstatSync(fd))
  if (held === undefined) return false
  // Removed or replaced while it was open, as files in temporary folders are.
  if (held.nlink === 0) return true
  const named = readStats(() => statSync(path))
  return named === undefined ? held.isFile() : held.dev === named.dev && held.ino === named.ino
}

function readStats(read: () => fs.Stats): fs.Stats | undefined {
  try {
    return read()
  } catch {
    return undefined
  }
}

/** The descriptors that user code holds, by their number. */
export class DescriptorTable {
  readonly #held = new Map<number, Descriptor>()
  #ownCalls = 0

  /** Runs what opens and closes descriptors for itself. */
  asOwn<T>(body: () => T): T {
    this.#ownCalls++
    try {
      return body()
    } finally {
      this.#ownCalls--
    }
  }

  /** Whether Node itself is opening a file now. */
  get isOwnCall(): boolean {
    return this.#ownCalls > 0
  }

  /** Notes that `fd` was opened by user code. */
  hold(fd: number, path: unknown): Descriptor {
    this.release(fd)
    const descriptor = new Descriptor(fd, path)
    this.#held.set(fd, descriptor)
    return descriptor
  }

  /** Notes that `fd` was closed, opened anew, or given to somebody who closes it. */
  release(fd: unknown): Descriptor | undefined {
    const descriptor = this.#held.get(fd as number)
    if (descriptor === undefined) return undefined
    descriptor.isReleased = true
    this.#held.delete(descriptor.fd)
    return descriptor
  }
}

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
