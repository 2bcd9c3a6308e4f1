import { describe, expect, test } from 'vitest'
import { explainOldVitest } from '../../fixtures/vitest/explain-old-vitest.ts'
import { formatUnusedIgnore } from '../../harness/guard/ignore-ledger.ts'
import { formatFixed } from '../../harness/guard/format-fixed.ts'
import { formatLeak } from '../../harness/guard/format-leak.ts'
import { DEFAULT_GUARD_OPTIONS } from '../../harness/guard/guard-options.ts'
import { HANDLE_KINDS } from '../../harness/guard/handle-kinds.ts'
import type { Leak } from '../../harness/guard/leak.ts'
import { parseBaseline, readBaseline } from '../../harness/guard/baseline-file.ts'
import { verifyGuardOptions } from '../../harness/guard/verify-guard-options.ts'
import { readCode, readPage } from './read-page.ts'

const page = readPage('docs/guard-reference.md')

describe('docs/guard-reference.md', () => {
  test('has every kind of handle', () => {
    const kinds = page.findRows('kinds').map(([kind]) => readCode(kind))
    expect(kinds.toSorted()).toEqual(Object.keys(HANDLE_KINDS).toSorted())
  })

  test('has every option', () => {
    const options = page.findRows('options').map(([name]) => readCode(name))
    expect(options).toEqual(findKnown({ unknown: 1 }))
  })

  test('has the default of every option', () => {
    const defaults = page
      .findRows('options')
      .filter(([, , value]) => value !== 'none')
      .map(([name, , value]) => [readCode(name), readValue(readCode(value))])
    expect(Object.fromEntries(defaults)).toEqual(DEFAULT_GUARD_OPTIONS)
  })

  test.each(
    page
      .findRows('options')
      .flatMap(([name, values = '']) =>
        [...values.matchAll(/`(.+?)`/g)].map(([, value = '']) => [readCode(name), value] as const),
      ),
  )('has a value of %s that is one: %s', (name, value) => {
    const options = { [name]: readValue(value) }
    expect(verifyGuardOptions(options, 'configureGuard()')).toEqual(options)
  })

  test('has every key of an ignore', () => {
    const keys = page.findRows('ignore keys').map(([name]) => readCode(name))
    expect(keys).toEqual(findKnown({ ignore: [{ unknown: 1 }] }))
  })

  test('quotes messages as they are', () => {
    const quoted = page.findRows('messages').map(([text]) => readCode(text))
    const actual = quoted.map((text) => MESSAGES.find((message) => message.includes(text)) ?? text)
    // These need a run of their own: guard-runs.test.ts.
    const elsewhere = quoted.filter((text) => !MESSAGES.some((message) => message.includes(text)))
    expect(elsewhere).toEqual([
      'vitest-shutdown/setup is loaded twice, from … and from …: each would see the handles of the other.',
      'configureGuard() was called, but there is no guard to configure.',
      "Expected the guard in the Vitest config: `test: { setupFiles: ['vitest-shutdown/setup'] }`.",
    ])
    expect(new Set(actual).size).toBe(quoted.length)
  })
})

function readValue(code: string): unknown {
  return JSON.parse(code.replaceAll("'", '"'))
}

/** What the code says that there is. */
function findKnown(options: unknown): string[] {
  const message = messageOf(() => verifyGuardOptions(options, 'configureGuard()'))
  const [, list] = /[Kk]nown are (.*)$/.exec(message) ?? []
  if (list === undefined) throw new Error(`Expected a list of what is known, got ${message}`)
  return list.split(', ')
}

function messageOf(body: () => unknown): string {
  try {
    body()
  } catch (error) {
    if (error instanceof Error) return error.message
  }
  throw new Error('Expected an error, got none')
}

const LEAK: Leak = {
  kind: 'server',
  description: 'HTTP server',
  remedy: 'server.close()',
  frames: [],
  isReferenced: true,
  scope: { level: 'test', file: '/src/a.test.ts', test: 'a' },
}
const PACKAGE_FRAME = { path: '/node_modules/pg/index.js', line: 1, column: 1, package: 'pg' }
const CLUE = {
  kind: 'timeout',
  frame: { path: '/repo/src/jobs.ts', line: 12, column: 5 },
} as const
const BASELINE = 'vitest-shutdown.baseline.json'

/** What the code says in the cases that the page speaks of. */
const MESSAGES: readonly string[] = [
  explainOldVitest({}) ?? '',
  ...[{ mod: 'off' }, { ignore: [{ kind: 'timeout' }] }, { ignore: [{ reason: 'why' }] }].map(
    (options) => messageOf(() => verifyGuardOptions(options, 'configureGuard()')),
  ),
  formatUnusedIgnore({ package: 'pg', reason: 'its pool' }, 'this file'),
  messageOf(() => readBaseline(BASELINE)),
  messageOf(() => parseBaseline('<<<<<<< ours\n', BASELINE)),
  formatFixed([{ file: 'a.test.ts', kind: 'server', count: 1 }], { path: BASELINE }),
  formatLeak(LEAK),
  formatLeak({ ...LEAK, frames: [PACKAGE_FRAME] }),
  formatLeak({ ...LEAK, frames: [PACKAGE_FRAME], clue: CLUE }, { directory: '/repo' }),
  formatLeak({ ...LEAK, frames: [{ path: '/a.ts', line: 1, column: 1 }] }, { closing: 'failed' }),
]
