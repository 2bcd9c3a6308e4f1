import { expect, test } from 'vitest'
import { isLimitedRun } from '../../../cli/baseline/baseline.ts'

test.for<[args: string[]]>([
  [[]],
  [['--config', 'vitest.unit.config.ts']],
  [['--config=vitest.unit.config.ts', '--pool', 'threads', '--silent']],
])('%j leave out no test', ([args]) => {
  expect(isLimitedRun(args)).toBe(false)
})

test.for<[args: string[]]>([
  [['src/a.test.ts']],
  [['--silent', 'src/a.test.ts']],
  [['--config', 'vitest.config.ts', 'src/a.test.ts']],
  [['-t', 'lists']],
  [['--shard=1/2']],
  [['--changed']],
  [['--some-option-of-the-future']],
])('%j may leave out tests', ([args]) => {
  expect(isLimitedRun(args)).toBe(true)
})
