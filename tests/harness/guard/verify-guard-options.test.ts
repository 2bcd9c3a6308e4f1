import { describe, expect, test } from 'vitest'
import type { GuardOptions } from '../../../harness/guard/guard-options.ts'
import { verifyGuardOptions } from '../../../harness/guard/verify-guard-options.ts'

const KINDS =
  'timeout, interval, immediate, server, socket, udp-socket, http2-session, pipe, watcher, file, directory, child-process, worker, message-port, dns-query, process-listener, promise'

describe('options that are right come back as they are', () => {
  test.for<GuardOptions>([
    {},
    {
      mode: 'fail',
      lazy: 'fail',
      settleMs: 0,
      promises: true,
      strict: true,
      baseline: 'leaks.json',
    },
    { ignore: [] },
    { ignore: [{ kind: 'server', reason: 'shared' }] },
    { ignore: [{ kind: ['server', 'udp-socket'], package: '@scope/name', reason: 'shared' }] },
    { ignore: [{ source: 'src/[id]/db.ts:12', reason: 'shared' }] },
    { ignore: [{ source: /^src\/legacy\//, reason: 'shared' }] },
    { ignore: [{ kind: 'timeout', maxDelayMs: 5000, reason: 'limits of races' }] },
    { ignore: [{ package: '*', ref: false, reason: 'ends with the process' }] },
  ])('%j', (options) => {
    expect(verifyGuardOptions(options, 'configureGuard')).toBe(options)
  })

  test('an option that is undefined is one that was left out', () => {
    const options = { mode: undefined, ignore: undefined, settleMs: undefined }
    expect(verifyGuardOptions(options, 'configureGuard')).toBe(options)
  })
})

describe('options that are wrong are one clear error', () => {
  test.for<[options: unknown, message: string]>([
    [
      'off',
      "Expected the options of `configureGuard` to be an object, such as { mode: 'warn' }, got 'off' (string)",
    ],
    [
      undefined,
      "Expected the options of `configureGuard` to be an object, such as { mode: 'warn' }, got undefined",
    ],
    [
      [],
      "Expected the options of `configureGuard` to be an object, such as { mode: 'warn' }, got [] (array)",
    ],
    [
      { ingore: [] },
      'Unknown option `ingore` of `configureGuard`; did you mean `ignore`? Known are mode, ignore, lazy, settleMs, promises, strict, baseline',
    ],
    [
      { unref: true },
      'Unknown option `unref` of `configureGuard`; known are mode, ignore, lazy, settleMs, promises, strict, baseline',
    ],
    [
      { mode: 'error' },
      "Expected `mode` of `configureGuard` to be 'fail', 'warn' or 'off', got 'error' (string)",
    ],
    [
      { lazy: true },
      "Expected `lazy` of `configureGuard` to be 'allow' or 'fail', got true (boolean)",
    ],
    [
      { promises: 'yes' },
      "Expected `promises` of `configureGuard` to be a boolean, got 'yes' (string)",
    ],
    ...[-1, Number.NaN, Number.POSITIVE_INFINITY].map((settleMs): [unknown, string] => [
      { settleMs },
      `Expected \`settleMs\` of \`configureGuard\` to be a finite number of milliseconds >= 0, got ${settleMs} (number)`,
    ]),
    [
      { settleMs: '80' },
      "Expected `settleMs` of `configureGuard` to be a finite number of milliseconds >= 0, got '80' (string)",
    ],
    [
      { baseline: ' ' },
      "Expected `baseline` of `configureGuard` to be the path of a baseline file, such as 'vitest-shutdown.baseline.json', got ' ' (string)",
    ],
    [
      { ignore: { kind: 'server', reason: 'shared' } },
      "Expected `ignore` of `configureGuard` to be an array of ignores, got { kind: 'server', reason: 'shared' } (object)",
    ],
  ])('%j', ([options, message]) => {
    expect(() => verifyGuardOptions(options, 'configureGuard')).toThrow(new TypeError(message))
  })
})

describe('an ignore that is wrong is one clear error', () => {
  test.for<[ignore: unknown, message: string]>([
    [
      'pg',
      "Expected `ignore[1]` of `configureGuard` to be an object, such as { package: 'pg', reason: 'its pool lives as long as the worker' }, got 'pg' (string)",
    ],
    [
      { package: 'pg' },
      'Expected `ignore[1].reason` of `configureGuard` to be a sentence that says why the handle may stay open, got undefined',
    ],
    [
      { package: 'pg', reason: ' ' },
      "Expected `ignore[1].reason` of `configureGuard` to be a sentence that says why the handle may stay open, got ' ' (string)",
    ],
    [
      { reason: 'everything is fine' },
      "Expected `ignore[1]` of `configureGuard` to have `kind`, `package`, `source`, `ref` or `maxDelayMs`, got only a reason; to ignore every leak, use `mode: 'off'`",
    ],
    [
      { pakage: 'pg', reason: 'its pool' },
      'Unknown key `pakage` of `ignore[1]` of `configureGuard`; did you mean `package`? Known are kind, package, source, ref, maxDelayMs, reason',
    ],
    [
      { kind: 'sever', reason: 'shared' },
      `Unknown kind 'sever' in \`ignore[1].kind\` of \`configureGuard\`; did you mean \`server\`? Known are ${KINDS}`,
    ],
    [
      { kind: ['server', 'toString'], reason: 'shared' },
      `Unknown kind 'toString' in \`ignore[1].kind\` of \`configureGuard\`; known are ${KINDS}`,
    ],
    [
      { kind: [], reason: 'shared' },
      'Expected `ignore[1].kind` of `configureGuard` to be at least one kind of handle, got [] (array)',
    ],
    [
      { kind: 7, reason: 'shared' },
      'Expected `ignore[1].kind` of `configureGuard` to be a kind of handle, or an array of them, got 7 (number)',
    ],
    ...['', 'node_modules/pg', 'pg@8', '@scope'].map((name): [unknown, string] => [
      { package: name, reason: 'shared' },
      `Expected \`ignore[1].package\` of \`configureGuard\` to be the name of an npm package, such as 'pg' or '@scope/name', or '*', got '${name}' (string)`,
    ]),
    ...['', 'src/legacy/', 'src/**/db.ts'].map((source): [unknown, string] => [
      { source, reason: 'shared' },
      `Expected \`ignore[1].source\` of \`configureGuard\` to be the end of a file's path, such as 'src/db.ts' or 'src/db.ts:12', or a RegExp, got '${source}' (string)`,
    ]),
  ])('%j', ([ignore, message]) => {
    const right = { kind: 'server', reason: 'shared' }
    expect(() => verifyGuardOptions({ ignore: [right, ignore] }, 'configureGuard')).toThrow(
      new TypeError(message),
    )
  })
})
