import type { GuardIgnore } from './guard-options.ts'
import type { Leak, LeakFrame } from './leak.ts'
import { toRelativePath } from '../text/relative-path.ts'

/**
 * Whether a leak matches all that an ignore gives.
 *
 * @param directory what the paths that a regular expression sees are relative to
 */
export function matchIgnore(leak: Leak, ignore: GuardIgnore, directory: string): boolean {
  const { kind, source } = ignore
  if (kind !== undefined && ![kind].flat().includes(leak.kind)) return false
  // Each may match a frame of its own: a socket of `pg` that `src/db.ts` asked for.
  return (
    (ignore.package === undefined ||
      leak.frames.some((frame) => frame.package === ignore.package)) &&
    (source === undefined || leak.frames.some((frame) => isSource(frame, source, directory)))
  )
}

function isSource(frame: LeakFrame, source: string | RegExp, directory: string): boolean {
  if (source instanceof RegExp) {
    // A sticky or global one would go on from where it stopped on the frame before.
    const pattern = new RegExp(source.source, source.flags.replaceAll(/[gy]/g, ''))
    const path = toRelativePath(frame.path, directory)
    return pattern.test(`${path}:${frame.line}:${frame.column}`)
  }
  const wanted = source.replaceAll('\\', '/').replace(/^\.\//, '')
  const path = frame.path.replaceAll('\\', '/')
  return [path, `${path}:${frame.line}`, `${path}:${frame.line}:${frame.column}`].some(
    (place) => place === wanted || place.endsWith(`/${wanted}`),
  )
}
