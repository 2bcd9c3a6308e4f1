import { describe, expect, test } from 'vitest'
import type { BaselineEntry } from '../../../harness/guard/baseline.ts'
import { toBaselineEntry } from '../../../harness/guard/baseline-key.ts'
import { formatFixed } from '../../../harness/guard/format-fixed.ts'
import type { Leak, LeakFrame } from '../../../harness/guard/leak.ts'
import type { TestRecord } from '../../../harness/guard/leak-record.ts'
import { matchBaseline } from '../../../harness/guard/match-baseline.ts'
import { buildLeak, inPg, inTest, startServer } from './build-leak.ts'

const path = '/repo/leaks.json'
const file = inTest.path
const leak = buildLeak()
const entry: BaselineEntry = {
  file: 'test/orders.test.ts',
  test: 'orders > lists',
  kind: 'server',
  source: 'src/server.ts#startServer',
  count: 1,
}
const lists: TestRecord = { test: 'orders > lists', isFinished: true }

function match(
  given: {
    leaks?: readonly Leak[]
    tests?: readonly TestRecord[]
    project?: string
  },
  leaks: readonly BaselineEntry[],
): ReturnType<typeof matchBaseline> {
  return matchBaseline({ file, leaks: [], tests: [lists], ...given }, { path, leaks })
}

describe('the entry of a leak', () => {
  test('names file, test, kind, function and count, and no line', () => {
    expect(toBaselineEntry(leak, { path })).toEqual(entry)
  })

  test('is the same wherever in its function the handle was opened', () => {
    const moved = buildLeak({ frames: [{ ...startServer, line: 99, column: 1 }, inTest] })
    expect(toBaselineEntry(moved, { path })).toEqual(entry)
  })

  test('is relative to the folder of the baseline', () => {
    expect(toBaselineEntry(leak, { path: '/repo/test/leaks.json' })).toMatchObject({
      file: 'orders.test.ts',
      source: '../src/server.ts#startServer',
    })
  })

  test.for<[frames: LeakFrame[], source: string | undefined]>([
    [[], undefined],
    [[inPg], 'pg#Client.connect'],
    [[inPg, startServer], 'src/server.ts#startServer'],
    [[inTest], 'test/orders.test.ts'],
    [[{ ...startServer, functionName: 'Object.<anonymous>' }], 'src/server.ts'],
    [[{ ...startServer, functionName: 'async Module.startServer' }], 'src/server.ts#startServer'],
    [[{ ...startServer, functionName: 'Pool.open [as connect]' }], 'src/server.ts#Pool.open'],
  ])('%j was opened in %s', ([frames, source]) => {
    expect(toBaselineEntry(buildLeak({ frames }), { path }).source).toBe(source)
  })

  test('names the suite of a hook, and neither for the file itself', () => {
    const of = (scope: Leak['scope']): BaselineEntry =>
      toBaselineEntry(buildLeak({ scope }), { path })
    const { test: _test, ...own } = entry
    expect(of({ level: 'hook', file, hook: 'beforeAll', suite: 'orders' })).toEqual({
      ...own,
      suite: 'orders',
    })
    expect(of({ level: 'hook', file, hook: 'beforeAll' })).toEqual(own)
    expect(of({ level: 'file', file })).toEqual(own)
  })
})

describe('a leak', () => {
  test('is known when it is listed, and fresh when it is not', () => {
    const other = buildLeak({ kind: 'interval' })
    expect(match({ leaks: [leak, other] }, [entry])).toEqual({
      known: [leak],
      fresh: [other],
      fixed: [],
    })
  })

  test.for<[name: string, listed: Partial<BaselineEntry>]>([
    ['test', { test: 'orders > adds' }],
    ['file', { file: 'test/users.test.ts' }],
    ['kind', { kind: 'socket' }],
    ['function', { source: 'src/server.ts#restart' }],
    ['project', { project: 'browser' }],
  ])('is fresh when another %s is listed', ([, listed]) => {
    expect(match({ leaks: [leak] }, [{ ...entry, ...listed }]).fresh).toEqual([leak])
  })

  test('is known in the project that it is listed for', () => {
    expect(match({ leaks: [leak], project: 'node' }, [{ ...entry, project: 'node' }])).toEqual({
      known: [leak],
      fresh: [],
      fixed: [],
    })
  })

  test('is fresh past the count that is listed', () => {
    const pair = buildLeak({ count: 2 })
    expect(match({ leaks: [leak, pair] }, [{ ...entry, count: 2 }])).toMatchObject({
      known: [leak],
      fresh: [pair],
    })
    expect(match({ leaks: [leak, pair] }, [{ ...entry, count: 3 }]).fresh).toEqual([])
  })

  test('counts anew in each attempt of its test', () => {
    const attempts = [1, 2].map((attempt) =>
      buildLeak({ scope: { level: 'test', file, test: 'orders > lists', attempt } }),
    )
    expect(match({ leaks: attempts }, [entry])).toEqual({ known: attempts, fresh: [], fixed: [] })
  })
})

describe('an entry is fixed', () => {
  const { test: _test, ...own } = entry
  const skipped = { ...lists, isFinished: false }
  const adds: TestRecord = { test: 'orders > adds', isFinished: true }
  const ofSuite = { ...own, suite: 'orders' }

  test.for<[when: string, entry: BaselineEntry, tests: TestRecord[], isFixed: boolean]>([
    ['its test ran to its end', entry, [lists], true],
    ['its test was skipped or failed', entry, [skipped, adds], false],
    ['one of two tests of its name was skipped', entry, [lists, skipped], false],
    ['its test is not in the file', entry, [adds], false],
    ['a test of its suite ran to its end', ofSuite, [skipped, adds], true],
    ['no test of its suite did', ofSuite, [skipped, { test: 'users', isFinished: true }], false],
    ['a suite of a longer name ran', { ...own, suite: 'order' }, [lists], false],
    ['a test of its file ran to its end', own, [skipped, adds], true],
    ['no test of its file did', own, [skipped], false],
    ['the project is another', { ...entry, project: 'browser' }, [lists], false],
    ['the file is another', { ...entry, file: 'test/users.test.ts' }, [lists], false],
  ])('when %s', ([, listed, tests, isFixed]) => {
    expect(match({ tests }, [listed]).fixed).toEqual(isFixed ? [listed] : [])
  })

  test('not while fewer of it are left than listed', () => {
    expect(match({ leaks: [leak] }, [{ ...entry, count: 3 }]).fixed).toEqual([])
  })

  test('and the error says what to remove from which file', () => {
    expect(formatFixed([entry], { path }, '/repo')).toMatchInlineSnapshot(`
      "[LEAK] the baseline lists a leak that is gone
        1 server in the test "orders > lists", from src/server.ts#startServer
        Remove the entry from leaks.json, so that the leak cannot come back unseen.
        Hint: run \`npx vitest-shutdown baseline\`. If the leak comes and goes, replace its entry by an \`ignore\` with the reason."
    `)
    expect(
      formatFixed(
        [
          { ...own, count: 2 },
          { ...own, kind: 'udp-socket', suite: 'orders', count: 2 },
        ],
        { path },
        '/repo',
      ),
    ).toMatchInlineSnapshot(`
      "[LEAK] the baseline lists 2 leaks that are gone
        2 servers in the file itself, from src/server.ts#startServer
        2 UDP sockets in a hook of the suite "orders", from src/server.ts#startServer
        Remove the entries from leaks.json, so that the leak cannot come back unseen.
        Hint: run \`npx vitest-shutdown baseline\`. If the leak comes and goes, replace its entry by an \`ignore\` with the reason."
    `)
  })
})
