import { describe, expect, test } from 'vitest'
import { probeProcess } from 'vitest-shutdown/harness'
import { orderLines } from '../../../harness/process/order-output.ts'
import type { OutputLine } from '../../../harness/process/output-log.ts'
import { createProject } from '../../cli/project.ts'

function out(text: string): OutputLine {
  return { stream: 'stdout', text }
}

function err(text: string): OutputLine {
  return { stream: 'stderr', text }
}

function tell(lines: readonly OutputLine[]) {
  return lines.map((line) => ({ type: 'line' as const, nth: 1, turn: 1, isLater: false, ...line }))
}

describe('orderLines()', () => {
  test('puts the lines of two pipes into the order in which they were printed', () => {
    const printed = [out('begins'), err('warns'), out('ends')]
    expect(orderLines([out('begins'), out('ends'), err('warns')], tell(printed))).toEqual(printed)
  })

  test('leaves what others have printed where it came', () => {
    const lines = [out('ends'), out('of a child'), err('warns')]
    expect(orderLines(lines, tell([err('warns'), out('ends')]))).toEqual([
      err('warns'),
      out('of a child'),
      out('ends'),
    ])
  })

  test('tells lines alike apart by their stream and number', () => {
    const printed = [out('a'), err('a'), out('a'), out('b')]
    expect(orderLines([out('a'), out('a'), out('b'), err('a')], tell(printed))).toEqual(printed)
  })

  test('leaves all as it came where nothing was told', () => {
    expect(orderLines([out('a'), err('b')], [])).toEqual([out('a'), err('b')])
  })
})

// Signals cannot be sent on Windows.
test.skipIf(process.platform === 'win32')(
  'a report has the lines as they were printed',
  async () => {
    const cwd = createProject({
      'main.mjs': `const timer = setInterval(() => {}, 1000)
process.once('SIGTERM', () => {
  for (let n = 1; n <= 40; n += 1) n % 2 ? console.log(n) : console.error(n)
  clearInterval(timer)
})
`,
    })
    const { probe } = await probeProcess({ module: 'main.mjs', cwd })
    const numbers = Array.from({ length: 40 }, (_, index) => String(index + 1))
    expect(probe.runs[0]?.output.map(({ text }) => text)).toEqual(numbers)
  },
)
