import { formatExploreFailure } from '../report/format-exploration.ts'
import { ExploreError } from '../explore/explore-error.ts'
import type { ExploreOptions } from '../explore/explore-options.ts'
import type { ExploreReport } from '../explore/explore-report.ts'
import { explore } from '../explore/explore.ts'

/**
 * Explores a subject as {@link explore} does, and rejects if a promise is broken.
 *
 * @returns the report
 * @throws {ExploreError} (rejects) with the shortest plan that breaks a promise
 * @throws {Error} (rejects) when the subject cannot be explored, with the reason
 *
 * @example
 * ```ts
 * test('Heartbeat shuts down at every moment', async () => {
 *   await assertExploration(subject, { operations: [['shutdown', 'drop']] })
 * })
 * ```
 */
export async function assertExploration(
  subject: unknown,
  options: ExploreOptions = {},
): Promise<ExploreReport> {
  const report = await explore(subject, options)
  for (const { rule, failure } of report.spaces) {
    if (failure !== undefined)
      throw new ExploreError(formatExploreFailure(rule, failure, { color: false }), failure)
  }
  if (report.reason !== undefined) throw new Error(report.reason)
  return report
}
