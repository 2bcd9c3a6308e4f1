import { join } from 'node:path'
import { writeFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import { type GuardRun, runGuardProject, type Verdict } from './run-guard-project.ts'

const GUARDED = `export default {
  test: { include: ['*.case.ts'], testTimeout: 2000, setupFiles: ['vitest-shutdown/setup'] },
}
`

/** The setup file knows whose a handle is, and catches timer functions that are kept in variables. */
const BETTER_WITH_SETUP: Readonly<Record<string, string>> = {
  'handles.case.ts': 'side by side > asks for handles',
  'reality.case.ts': 'a manager that has kept its timers before there was a clock',
}

/** The whole text of every failure of a file, and the names of what passed. */
function writeGallery(run: GuardRun, file: string, omitted?: string): string {
  const shown = Object.entries(run.verdicts[file] ?? {}).filter(([name]) => name !== omitted)
  const sections = shown.map(([name, verdict]) =>
    Array.isArray(verdict)
      ? `✗ ${name}\n\n${run.findMessages(file, name).join('\n\n')}\n`
      : `✓ ${name}: ${verdict}\n`,
  )
  return sections.join('\n')
}

describe('the fixtures and matchers', () => {
  let run: GuardRun
  let guarded: GuardRun

  beforeAll(async () => {
    run = await runGuardProject('fixtures')
  })

  beforeAll(async () => {
    guarded = await runGuardProject('fixtures', {
      prepare: ({ root }) => writeFileSync(join(root, 'vitest.config.ts'), GUARDED),
    })
  })

  test.each(['clock', 'handles', 'manage', 'matchers', 'reality'])(
    '%s: say what is wrong',
    async (name) => {
      await expect(writeGallery(run, `${name}.case.ts`)).toMatchFileSnapshot(
        `./__snapshots__/fixtures/${name}.txt`,
      )
    },
  )

  test('go with each other, with fixtures and hooks of the user', () => {
    expect(findOthers(run.verdicts['compose.case.ts'], ['passed', 'skipped'])).toEqual({})
    expect(run.unhandled).toEqual([])
  })

  test('judge alike under the guard, which has nothing to add', () => {
    for (const [file, better = ''] of Object.entries(BETTER_WITH_SETUP)) {
      expect(guarded.verdicts[file]?.[better]).toBe('passed')
    }
    for (const file of Object.keys(run.verdicts)) {
      const better = BETTER_WITH_SETUP[file]
      expect(writeGallery(guarded, file, better)).toBe(writeGallery(run, file, better))
    }
    expect(guarded.unhandled).toEqual([])
  })
})

function findOthers(
  verdicts: Record<string, Verdict> = { file: 'missing' },
  expected: readonly string[],
): Record<string, Verdict> {
  return Object.fromEntries(
    Object.entries(verdicts).filter(
      ([, verdict]) => Array.isArray(verdict) || !expected.includes(verdict),
    ),
  )
}
