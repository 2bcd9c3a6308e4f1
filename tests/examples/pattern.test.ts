import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, test } from 'vitest'
import { normaliseOutput } from '../runs/normalise-output.ts'
import { runVitest, type VitestRun } from '../runs/run-vitest.ts'

const vitest = fileURLToPath(new URL('../../node_modules/vitest/vitest.mjs', import.meta.url))
const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '')

describe('a test that commits a pitfall of the pattern', () => {
  let run: VitestRun

  beforeAll(async () => {
    run = await runVitest({ vitest, cwd: `${root}/examples/pattern/pitfalls` })
  })

  /** Every test with the whole text of its failures. */
  function describeFile(name: string): string {
    const file = run.result.files.find(({ path }) => path.endsWith(`/${name}.pitfall.ts`))
    const tests = (file?.tests ?? []).map(({ fullName, status, errors }) =>
      [`${fullName}: ${status}`, ...errors.map((error) => `${error.name}: ${error.message}`)].join(
        '\n\n',
      ),
    )
    return normaliseOutput(`${tests.join('\n\n\n')}\n`, root)
  }

  test.each(['forgotten-shutdown', 'shutdown-per-clone', 'unhandled-failure'])(
    '%s: fails, and says which',
    async (name) => {
      await expect(describeFile(name)).toMatchFileSnapshot(`./__snapshots__/pattern/${name}.txt`)
    },
  )

  test('has no other failure', () => {
    expect(run.exitCode).toBe(1)
    expect(run.result.unhandled).toEqual([])
  })
})
