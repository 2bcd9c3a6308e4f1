import fs from 'node:fs'
import { fileURLToPath } from 'node:url'
import { isOwnedByHandle } from '../../platform/active-handles.ts'
import type { HandleType } from '../../model/handle-type.ts'
import { markWatching } from '../../stack/script-owner.ts'

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
export const DESCRIPTOR: HandleType<Descriptor> = {
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
