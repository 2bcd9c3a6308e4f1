import { expect, test } from 'vitest'
import {
  DEFAULT_GUARD_OPTIONS,
  type GuardIgnore,
  type GuardOptions,
  mergeGuardOptions,
} from '../../../harness/guard/guard-options.ts'

const pool: GuardIgnore = { package: 'pg', reason: 'its pool' }
const server: GuardIgnore = { kind: 'server', reason: 'shared' }

test('the inner options win, and the ignores of both count, inner first', () => {
  const outer = mergeGuardOptions(DEFAULT_GUARD_OPTIONS, {
    mode: 'warn',
    settleMs: 200,
    baseline: 'leaks.json',
    ignore: [pool],
  })
  expect(mergeGuardOptions(outer, { mode: 'off', lazy: 'fail', ignore: [server] })).toEqual({
    mode: 'off',
    ignore: [server, pool],
    lazy: 'fail',
    settleMs: 200,
    promises: false,
    strict: false,
    baseline: 'leaks.json',
  })
})

test('an option that is undefined leaves the outer one as it is', () => {
  const inner = { mode: undefined, ignore: undefined } as unknown as GuardOptions
  expect(mergeGuardOptions(DEFAULT_GUARD_OPTIONS, inner)).toEqual(DEFAULT_GUARD_OPTIONS)
})
