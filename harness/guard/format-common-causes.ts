import { formatFrame } from '../stack/stack-frame.ts'
import { toRelativePath } from '../text/relative-path.ts'
import { toPlainText } from '../text/wrap-text.ts'
import { HANDLE_KINDS } from './handle-kinds.ts'
import type { Leak, LeakFrame } from './leak.ts'

/** How many tests have to leave the same open for it to be told once more, for all of them. */
const MANY = 3

/**
 * Writes, for each place that many tests leave something open from, one line for all of them: one
 * cause is one thing to mend, or to allow.
 *
 * @param leaks all of a test file
 * @param directory what paths are written relative to
 */
export function formatCommonCauses(
  leaks: readonly Leak[],
  directory: string = process.cwd(),
): string[] {
  const causes = new Map<string, { leak: Leak; frame: LeakFrame; tests: Set<string> }>()
  for (const leak of leaks) {
    const { scope, frames, kind } = leak
    // The line that the user can change, if there is one.
    const frame = frames.find((one) => one.package === undefined) ?? frames[0]
    if (scope.level !== 'test' || frame === undefined) continue
    const key = `${kind} ${frame.path}:${frame.line}:${frame.column}`
    const cause = causes.get(key) ?? { leak, frame, tests: new Set() }
    causes.set(key, cause)
    cause.tests.add(scope.test)
  }
  return [...causes.values()].flatMap(({ leak, frame, tests }) => {
    if (tests.size < MANY) return []
    const { plural, state, start } = HANDLE_KINDS[leak.kind]
    const [first] = tests
    const source =
      frame.package === undefined
        ? `source: '${toRelativePath(frame.path, directory)}:${frame.line}'`
        : `package: '${frame.package}'`
    return toPlainText(
      `vitest-shutdown: ${tests.size} tests of this file leave ${plural} ${state} that are ${start} at the same place, ${formatFrame(frame, directory)}; the first is "${first}". If they stay on purpose: configureGuard({ ignore: [{ kind: '${leak.kind}', ${source}, reason: '…' }] })`,
    )
  })
}
