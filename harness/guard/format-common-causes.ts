import { formatFrame } from '../stack/stack-frame.ts'
import { toRelativePath } from '../text/relative-path.ts'
import { toPlainText } from '../text/wrap-text.ts'
import { formatTitle } from './format-leak.ts'
import { HANDLE_KINDS } from './handle-kinds.ts'
import type { Leak, LeakFrame } from './leak.ts'

/** How many tests have to leave the same open for it to be told once more, for all of them. */
const MANY = 3

/** A place that something was opened at, and the tests that have left it open. */
interface Cause {
  /** The first of them. */
  readonly leak: Leak
  readonly frame: LeakFrame | undefined
  readonly tests: Set<string>
}

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
  return findCauses(leaks).flatMap(({ leak, frame, tests }) => {
    if (tests.size < MANY || frame === undefined) return []
    const { plural, state, start } = HANDLE_KINDS[leak.kind]
    const [first] = tests
    const source =
      frame.package === undefined
        ? `source: '${toRelativePath(frame.path, directory)}:${frame.line}'`
        : `package: '${frame.package}'`
    return toPlainText(
      `vitest-shutdown: ${tests.size} tests of this file leave ${plural} ${state} that are ${start} at the same place, ${formatFrame(frame, directory)}; the first is "${first}". To keep them open: configureGuard({ ignore: [{ kind: '${leak.kind}', ${source}, reason: '…' }] })`,
    )
  })
}

/**
 * Writes what only warns since one of it does no harm: a line for each place.
 *
 * @param leaks all such leaks of a test file
 * @param directory what paths are written relative to
 */
export function formatHarmless(
  leaks: readonly Leak[],
  directory: string = process.cwd(),
): string[] {
  return findCauses(leaks).map(({ leak, frame, tests }) => {
    const { start } = HANDLE_KINDS[leak.kind]
    const others = tests.size - 1
    const more =
      others < 1 ? '' : `, and after ${others} more ${others === 1 ? 'test' : 'tests'} of its file`
    const place = frame === undefined ? '' : `; ${start} at ${formatFrame(frame, directory)}`
    return toPlainText(
      `warning: [LEAK] ${formatTitle(leak, directory)}${more}${place}. A single one does no harm, so it fails no test; with configureGuard({ strict: true }) it does.`,
    )
  })
}

/** The place of a leak that the user can change, if there is one. */
export function findPlace({ kind, frames }: Leak): { frame: LeakFrame | undefined; key: string } {
  const frame = frames.find((one) => one.package === undefined) ?? frames[0]
  return { frame, key: `${kind} ${frame?.path}:${frame?.line}:${frame?.column}` }
}

function findCauses(leaks: readonly Leak[]): readonly Cause[] {
  const causes = new Map<string, Cause>()
  for (const leak of leaks) {
    const { frame, key } = findPlace(leak)
    const cause = causes.get(key) ?? { leak, frame, tests: new Set() }
    causes.set(key, cause)
    if (leak.scope.level === 'test') cause.tests.add(leak.scope.test)
  }
  return [...causes.values()]
}
