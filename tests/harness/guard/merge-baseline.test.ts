import { describe, expect, test } from 'vitest'
import type { BaselineEntry } from '../../../harness/guard/baseline.ts'
import type { Leak } from '../../../harness/guard/leak.ts'
import type { LeakRecord } from '../../../harness/guard/leak-record.ts'
import { type BaselineMerge, mergeBaseline } from '../../../harness/guard/merge-baseline.ts'
import { buildLeak, inTest } from './build-leak.ts'

const file = inTest.path
const lists = { test: 'orders > lists', isFinished: true }
const leak = buildLeak()
const entry: BaselineEntry = {
  file: 'test/orders.test.ts',
  test: 'orders > lists',
  kind: 'server',
  source: 'src/server.ts#startServer',
  count: 1,
}

function record(leaks: readonly Leak[], given: Partial<LeakRecord> = {}): LeakRecord {
  return { file, leaks, tests: [lists], ...given }
}

function merge(
  listed: readonly BaselineEntry[],
  records: readonly LeakRecord[],
  { allowNew = false, hasFile = true }: { allowNew?: boolean; hasFile?: boolean } = {},
): BaselineMerge {
  const path = '/repo/leaks.json'
  return mergeBaseline(listed, records, { path, allowNew, hasFile: () => hasFile })
}

const unchanged = { added: [], refused: [], removed: [], lowered: [], unproven: [] }

describe('a leak that is not listed', () => {
  test('comes in where new ones are allowed', () => {
    const added = [{ entry, example: leak }]
    expect(merge([], [record([leak])], { allowNew: true })).toEqual({
      ...unchanged,
      leaks: [entry],
      added,
    })
  })

  test('stays out where they are not', () => {
    const refused = [{ entry, example: leak }]
    expect(merge([], [record([leak])])).toEqual({ ...unchanged, leaks: [], refused })
  })

  test('comes in the order of the file, whatever the order of the records', () => {
    const kinds = (['server', 'interval', 'socket'] as const).map((kind) => buildLeak({ kind }))
    for (const leaks of [kinds, kinds.toReversed()]) {
      const { added, refused } = merge([], [record(leaks)], { allowNew: true })
      expect(added.map(({ entry }) => entry.kind)).toEqual(['interval', 'server', 'socket'])
      expect(refused).toEqual([])
    }
  })

  test('is counted as many as were open at once: over attempts and runs, not their sum', () => {
    const attempt = (number: number): Leak =>
      buildLeak({ scope: { level: 'test', file, test: 'orders > lists', attempt: number } })
    const records = [
      record([attempt(1), attempt(2), attempt(2)]),
      record([buildLeak({ count: 1 })]),
    ]
    expect(merge([], records, { allowNew: true }).leaks).toEqual([{ ...entry, count: 2 }])
  })
})

describe('an entry whose leak is still there', () => {
  test('stays as it is', () => {
    expect(merge([entry], [record([leak])])).toEqual({ ...unchanged, leaks: [entry] })
  })

  test('goes down to what is left', () => {
    const lowered = [{ entry, from: 3 }]
    expect(merge([{ ...entry, count: 3 }], [record([leak])])).toEqual({
      ...unchanged,
      leaks: [entry],
      lowered,
    })
  })

  test('does not go down when its test did not run to its end', () => {
    const tests = [{ ...lists, isFinished: false }]
    expect(merge([{ ...entry, count: 3 }], [record([leak], { tests })])).toEqual({
      ...unchanged,
      leaks: [{ ...entry, count: 3 }],
    })
  })

  test('goes up only where new ones are allowed', () => {
    const example = buildLeak({ count: 3 })
    const more = { ...entry, count: 3 }
    const found = { entry: more, example, listed: 1 }
    expect(merge([entry], [record([example])])).toEqual({
      ...unchanged,
      leaks: [entry],
      refused: [found],
    })
    expect(merge([entry], [record([example])], { allowNew: true })).toEqual({
      ...unchanged,
      leaks: [more],
      added: [found],
    })
  })
})

describe('an entry whose leak was not seen', () => {
  const other = record([], { file: '/repo/test/users.test.ts' })

  test.for<[when: string, records: LeakRecord[], hasFile: boolean, reason: string]>([
    ['its test ran to its end', [record([])], true, 'fixed'],
    ['its test is not in the file', [record([], { tests: [] })], true, 'test-gone'],
    ['its file does not exist', [other], false, 'file-gone'],
  ])('leaves when %s', ([, records, hasFile, reason]) => {
    expect(merge([entry], records, { hasFile })).toEqual({
      ...unchanged,
      leaks: [],
      removed: [{ entry, reason }],
    })
  })

  test.for<[when: string, records: LeakRecord[]]>([
    ['its test did not run to its end', [record([], { tests: [{ ...lists, isFinished: false }] })]],
    ['its file did not run', [other]],
    ['its file ran in another project only', [record([], { project: 'browser' })]],
    [
      'it ran to its end in one of two runs',
      [record([]), record([], { tests: [{ ...lists, isFinished: false }] })],
    ],
  ])('stays when %s', ([, records]) => {
    expect(merge([entry], records)).toEqual({ ...unchanged, leaks: [entry], unproven: [entry] })
  })
})
