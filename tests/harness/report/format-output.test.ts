import { expect, test } from 'vitest'
import { formatOutput } from '../../../harness/report/format-failure.ts'

const timeline = [
  { atMs: 0, event: 'create' },
  { atMs: 1000, event: 'warn: dropped' },
]

test('what was printed is shown, the last lines of much', () => {
  expect(formatOutput({ output: '{"level":40,"msg":"dropped"}\n\n', timeline })).toEqual([
    '  It printed:',
    '    {"level":40,"msg":"dropped"}',
    '',
  ])
  const output = Array.from({ length: 10 }, (_, index) => `line ${index}\n`).join('')
  const lines = formatOutput({ output })
  expect(lines.slice(0, 3)).toEqual(['  It printed:', '    … 2 lines before', '    line 2'])
  expect(lines).toHaveLength(11)
  expect(formatOutput({ output: `${'x'.repeat(200)}\n` })[1]).toBe(`    ${'x'.repeat(159)}…`)
})

test('what the timeline says already is not shown again, nor is nothing', () => {
  expect(formatOutput({ output: 'dropped\n', timeline })).toEqual([])
  expect(formatOutput({ timeline })).toEqual([])
})
