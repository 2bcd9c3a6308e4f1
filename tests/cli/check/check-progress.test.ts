import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { createCheckProgress } from '../../../cli/check/check-progress.ts'

const HEARTBEAT = [
  { type: 'started', pid: 1 },
  { type: 'subjects', count: 1 },
  { type: 'subject', index: 0, name: 'Heartbeat', ownership: 'owned' },
  { type: 'rule', index: 0, rule: { id: 'KIT-00' } },
  { type: 'result', index: 0, result: { id: 'KIT-00' } },
  { type: 'rule', index: 0, rule: { id: 'STOP-01' } },
]
const FEED = [
  { type: 'started', pid: 2 },
  { type: 'subject', index: 0, name: 'Feed', ownership: 'owned' },
]
const DONE = [...FEED, { type: 'done' }]

/** What a terminal gets to see of worker processes that have written these records so far. */
function show(
  records: readonly (readonly object[])[],
  terminal: { isTTY?: boolean; columns?: number; env?: NodeJS.ProcessEnv; rules?: number } = {},
): string {
  const folder = mkdtempSync(join(tmpdir(), 'cli-check-progress-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const files = records.map((lines, index) => {
    const file = join(folder, `${index}`)
    writeFileSync(file, lines.map((line) => `${JSON.stringify(line)}\n`).join(''))
    return file
  })
  let shown = ''
  const write = (text: string): boolean => {
    shown += text
    return true
  }
  const { isTTY = true, columns = 120, env = {}, rules = 108 } = terminal
  const display = createCheckProgress({ isTTY, columns, write }, rules, env)
  display.show(files)
  display.show(files)
  display.clear()
  return shown
}

describe('the progress of a check', () => {
  test('is a line that says which rule a subject has reached, and is taken back at the end', () => {
    expect(show([HEARTBEAT])).toBe('\r\u001B[KHeartbeat: 1 of 108 rules, at STOP-01\r\u001B[K')
  })

  test('counts the modules, and shows those that are running', () => {
    expect(show([HEARTBEAT, DONE, FEED], { rules: 3 })).toBe(
      '\r\u001B[K1 of 3 modules checked; Heartbeat: 1 of 3 rules, at STOP-01; Feed: 0 of 3 rules\r\u001B[K',
    )
  })

  test('is cut to the width of the terminal', () => {
    expect(show([HEARTBEAT], { columns: 19 })).toBe('\r\u001B[KHeartbeat: 1 of 10\r\u001B[K')
  })

  test('is nothing before a subject is loaded', () => {
    expect(show([[{ type: 'started', pid: 1 }]])).toBe('')
  })

  test.for([
    ['a pipe', { isTTY: false }],
    ['CI', { env: { CI: 'true' } }],
    ['a dumb terminal', { env: { TERM: 'dumb' } }],
  ] as const)('is nothing in %s', ([, terminal]) => {
    expect(show([HEARTBEAT], terminal)).toBe('')
  })
})
