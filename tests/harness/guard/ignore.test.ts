import { describe, expect, test } from 'vitest'
import {
  formatUnusedIgnore,
  IgnoreLedger,
  matchIgnore,
} from '../../../harness/guard/ignore-ledger.ts'
import { findUnusedIgnores } from '../../../harness/guard/leak-record.ts'
import type { GuardIgnore } from '../../../harness/guard/guard-options.ts'
import { buildLeak, inPg, inTest, ROOT, startServer } from './build-leak.ts'

const reason = 'shared'
/** A server that a package opened for `startServer`, which the test called. */
const leak = buildLeak({ frames: [inPg, startServer, inTest] })

describe('an ignore matches', () => {
  test.for<Omit<GuardIgnore, 'reason'>>([
    { kind: 'server' },
    { kind: ['socket', 'server'] },
    { package: 'pg' },
    { source: 'src/server.ts' },
    { source: './src/server.ts' },
    { source: 'src\\server.ts' },
    { source: 'server.ts' },
    { source: '/repo/src/server.ts' },
    { source: 'src/server.ts:14' },
    { source: 'src/server.ts:14:9' },
    { source: 'test/orders.test.ts' },
    { source: 'node_modules/pg/lib/client.js' },
    { source: /^src\// },
    { source: /server\.ts:14/g },
    { source: /server\.ts:14/y },
    { kind: 'server', package: 'pg', source: 'src/server.ts' },
    { package: '*' },
    { ref: true },
  ])('%o', (matchers) => {
    const ignore = { ...matchers, reason }
    expect(matchIgnore(leak, ignore, ROOT)).toBe(true)
    // Again: a regular expression must not remember where it stopped.
    expect(matchIgnore(leak, ignore, ROOT)).toBe(true)
  })
})

describe('an ignore does not match', () => {
  test.for<Omit<GuardIgnore, 'reason'>>([
    { kind: 'socket' },
    { package: 'p' },
    { package: 'pg-pool' },
    { source: 'erver.ts' },
    { source: 'src/server.ts:1' },
    { source: 'src/server.ts:140' },
    { source: 'lib/server.ts' },
    { source: /^\/repo/ },
    { kind: 'server', package: 'pg', source: 'src/other.ts' },
    { kind: 'socket', source: 'src/server.ts' },
    { package: 'pg', ref: false },
    { maxDelayMs: 1000 },
  ])('%o', (matchers) => {
    expect(matchIgnore(leak, { ...matchers, reason }, ROOT)).toBe(false)
  })

  test('a longer timer, an interval, what one did not leave to a package', () => {
    const timeout = buildLeak({ kind: 'timeout', delayMs: 5000 })
    expect(matchIgnore(timeout, { maxDelayMs: 5000, reason }, ROOT)).toBe(true)
    expect(matchIgnore(timeout, { maxDelayMs: 4999, reason }, ROOT)).toBe(false)
    expect(matchIgnore(timeout, { package: '*', reason }, ROOT)).toBe(false)
    const interval = buildLeak({ kind: 'interval', delayMs: 10 })
    expect(matchIgnore(interval, { maxDelayMs: 5000, reason }, ROOT)).toBe(false)
  })

  test('a path on Windows is matched by the same text', () => {
    const frame = { ...startServer, path: 'C:\\repo\\src\\server.ts' }
    const onWindows = buildLeak({ frames: [frame] })
    expect(matchIgnore(onWindows, { source: 'src/server.ts', reason }, ROOT)).toBe(true)
  })
})

describe('a ledger', () => {
  const servers: GuardIgnore = { kind: 'server', reason }
  const pool: GuardIgnore = { package: 'pg', reason }
  const workers: GuardIgnore = { kind: 'worker', reason: 'piscina' }

  test('answers with the first match, and notes every one', () => {
    const ledger = new IgnoreLedger([servers], ROOT)
    ledger.add([pool, workers])
    expect(ledger.findUnused()).toEqual([servers, pool, workers])
    expect(ledger.match(leak)).toBe(servers)
    expect(ledger.findUnused()).toEqual([workers])
    expect(ledger.match(buildLeak({ kind: 'interval', frames: [] }))).toBeUndefined()
  })

  test('does not forget a use when the same ignore is given again', () => {
    const ledger = new IgnoreLedger([servers], ROOT)
    ledger.match(leak)
    ledger.add([servers])
    expect(ledger.findUnused()).toEqual([])
  })

  test('gives the same words for the same ignore in every worker', () => {
    const ledger = new IgnoreLedger(
      [{ kind: ['server', 'socket'], package: 'pg', source: /db\.ts/i, reason: 'pool' }, workers],
      ROOT,
    )
    ledger.match(leak)
    ledger.match(buildLeak({ kind: 'worker' }))
    expect(ledger.toUses()).toEqual([
      {
        ignore: "{ kind: ['server', 'socket'], package: 'pg', source: /db\\.ts/i } (reason: pool)",
        isUsed: false,
      },
      { ignore: "{ kind: 'worker' } (reason: piscina)", isUsed: true },
    ])
  })
})

test('the warning for an ignore that matched nothing names it and the remedy', () => {
  expect(formatUnusedIgnore({ source: 'src/db.ts', reason: 'its pool' }, 'this test file')).toBe(
    "vitest-shutdown: the ignore { source: 'src/db.ts' } (reason: its pool) matched nothing in this test file: remove it.",
  )
})

test('an ignore is unused in a run when it matched in no file that it reached', () => {
  const record = { file: inTest.path, leaks: [], tests: [] }
  expect(
    findUnusedIgnores([
      {
        ...record,
        ignores: [
          { ignore: 'b', isUsed: false },
          { ignore: 'a', isUsed: false },
        ],
      },
      {
        ...record,
        ignores: [
          { ignore: 'c', isUsed: true },
          { ignore: 'b', isUsed: false },
        ],
      },
      { ...record, ignores: [{ ignore: 'c', isUsed: false }] },
      record,
    ]),
  ).toEqual(['a', 'b'])
})
