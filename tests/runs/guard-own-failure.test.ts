import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { runGuardProject } from './run-guard-project.ts'

const MANIFEST = readFileSync(new URL('../../package.json', import.meta.url), 'utf8')
const { version } = JSON.parse(MANIFEST) as { version: string }

test('a failure of the guard is a warning with file and version, and takes the place of no result', async () => {
  const { verdicts, findMessages, output, unhandled } = await runGuardProject('guard-own-failure')
  expect(verdicts).toEqual({
    'own-failure.case.ts': {
      'attaches a listener that cannot be described': 'passed',
      'fails by itself': ['AssertionError: expected 1 to be 2 // Object.is equality'],
      'leaks an interval': ['setInterval(idle, 1001)'],
    },
  })
  expect(findMessages('own-failure.case.ts')).toEqual([])
  expect(unhandled).toEqual([])
  const warning = `vitest-shutdown ${version}: the open-handle guard has failed in own-failure.case.ts, and what its tests leave open may go unseen. This is a bug of the guard, not of the test: please report it with this text. Until it is mended, configureGuard({ mode: 'off' }) leaves the file alone.
Error: this function has no name
    at Function.get (own-failure.case.ts:8:13)
`
  expect(output.split(warning)).toHaveLength(2)
})

test('fake timers that were there before the guard are a warning', async () => {
  const { verdicts, findMessages, output } = await runGuardProject('guard-own-failure', {
    args: ['--config', 'faked-time.config.ts'],
  })
  expect(verdicts).toEqual({
    'faked-time.case.ts': {
      'finds the fake timers of the setup file': 'passed',
      'leaks an interval': ['setInterval(idle, 1001)'],
    },
  })
  expect(findMessages('faked-time.case.ts')).toEqual([])
  expect(output).toContain(
    'vitest-shutdown/setup: Cannot install the virtual clock: Date is faked by @sinonjs/fake-timers (Vitest, Jest and Sinon use it). Call vi.useRealTimers(), jest.useRealTimers() or clock.restore() first. Until then, a timer function that a module keeps in a variable does not follow the virtual clock.\n',
  )
})
