import { isAbsolute, relative } from 'node:path'

/**
 * Writes a path as people read and compare it: relative to a directory where it is inside, with
 * forward slashes on every system.
 */
export function toRelativePath(path: string, directory: string): string {
  const inside = relative(directory, path)
  // Windows has no relative path from one drive to another.
  const shown = inside === '' || isAbsolute(inside) ? path : inside
  return shown.replaceAll('\\', '/')
}

/** {@link toRelativePath}, but a path outside the directory stays absolute: `../../..` says nothing. */
export function toReadablePath(path: string, directory: string): string {
  const shown = toRelativePath(path, directory)
  return shown.startsWith('../') ? path.replaceAll('\\', '/') : shown
}
