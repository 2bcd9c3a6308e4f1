import { dirname } from 'node:path'
import type { BaselineEntry } from './baseline.ts'
import { simplifyFunctionName } from '../stack/stack-frame.ts'
import type { Leak, LeakFrame } from './leak.ts'
import { toRelativePath } from '../text/relative-path.ts'

/** What makes two entries the same one: all but the count. */
export type BaselineKey = Omit<BaselineEntry, 'count'>

/** Writes the identity of an entry as a string that sorts as the file does. */
export function toKey({ file, project, suite, test, kind, source }: BaselineKey): string {
  return JSON.stringify([file, project ?? '', suite ?? '', test ?? '', kind, source ?? ''])
}

/** Builds the entry, of one handle, that a leak has in the baseline at a path. */
export function toBaselineEntry(
  leak: Leak,
  { path, project }: { path: string; project?: string | undefined },
): BaselineEntry {
  const { scope } = leak
  const directory = dirname(path)
  const source = findSource(leak.frames, directory)
  return {
    file: toRelativePath(scope.file, directory),
    ...(project === undefined || project === '' ? {} : { project }),
    ...(scope.level === 'hook' && scope.suite !== undefined ? { suite: scope.suite } : {}),
    ...(scope.level === 'test' ? { test: scope.test } : {}),
    kind: leak.kind,
    ...(source === undefined ? {} : { source }),
    count: leak.count ?? 1,
  }
}

/** The nearest function of the user's, or else of a package: `src/server.ts#startServer`, `pg#connect`. */
function findSource(frames: readonly LeakFrame[], directory: string): string | undefined {
  const frame = frames.find((candidate) => candidate.package === undefined) ?? frames[0]
  if (frame === undefined) return undefined
  // Where a package is installed, and which file of it this is, changes with its version.
  const place = frame.package ?? toRelativePath(frame.path, directory)
  const name = simplifyFunctionName(frame.functionName)
  return name === undefined ? place : `${place}#${name}`
}
