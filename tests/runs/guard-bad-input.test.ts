import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { explainOldVitest } from '../../fixtures/vitest/explain-old-vitest.ts'
import { installPackage } from './create-user-project.ts'
import { type GuardRun, runGuardProject } from './run-guard-project.ts'

const NO_GUARD =
  "Error: configureGuard() was called, but there is no guard to configure. Add 'vitest-shutdown/setup' to `setupFiles` in the Vitest configuration."

const NO_HANDLE =
  'TypeError: Expected `handle` to be a handle (a server, a timer, a worker, …), a listener, or the number of a file descriptor, got '

describe('bad input gets one clear error', () => {
  let run: GuardRun
  beforeAll(async () => {
    run = await runGuardProject('guard-bad-input', {
      prepare: ({ root }) => {
        writeFileSync(join(root, 'broken.json'), '{\n  "version": 1\n  "leaks": []\n}\n')
        const modules = join(root, 'copy/node_modules')
        mkdirSync(modules, { recursive: true })
        installPackage(modules)
      },
    })
  })

  test.each([
    [
      'unknown-option',
      'TypeError: Unknown option `mod` of `configureGuard()`; did you mean `mode`? Known are mode, ignore, lazy, settleMs, promises, strict, baseline',
    ],
    [
      'ignore-without-reason',
      'TypeError: Expected `ignore[0].reason` of `configureGuard()` to be a sentence that says why the handle may stay open, got undefined',
    ],
    [
      'baseline-missing',
      'BaselineError: The baseline missing.json does not exist. Write it with `npx vitest-shutdown baseline`, or take `baseline` out of the options of configureGuard().',
    ],
    [
      'second-copy',
      'Error: vitest-shutdown/setup is loaded twice, from node_modules/vitest-shutdown/dist/fixtures/guard/current-guard.js and from copy/node_modules/vitest-shutdown/dist/fixtures/guard/current-guard.js: each would see the handles of the other. Install one copy: `npm ls vitest-shutdown` shows which packages need which, and `npm dedupe` may fix it.',
    ],
    ['no-setup', NO_GUARD],
  ])('that fails the file: %s', (name, message) => {
    expect(run.findMessages(`${name}.case.ts`)).toEqual([message])
  })

  test('that fails the file, and says where: a baseline that does not parse', () => {
    const messages = run.findMessages('baseline-broken.case.ts')
    // What JSON.parse() expects there is worded anew by every engine.
    expect(messages).toHaveLength(1)
    expect(messages[0]).toMatch(
      /^BaselineError: The baseline broken\.json \(line 3, column 3\) is not JSON: [^\n]+\. Fix it, or delete the file and run `npx vitest-shutdown baseline`\.$/,
    )
  })

  test('that fails the test', () => {
    expect(run.verdicts['no-setup-in-test.case.ts']).toEqual({ 'is not watched': [NO_GUARD] })
    expect(run.verdicts['in-test.case.ts']).toEqual({
      'is given an unknown mode': [
        "TypeError: Expected `mode` of `configureGuard()` to be 'fail', 'warn' or 'off', got 'loud' (string)",
      ],
      'is given an unknown kind': [
        "TypeError: Unknown kind 'sever' in `ignore[0].kind` of `configureGuard()`; did you mean `server`? Known are timeout, interval, immediate, server, socket, udp-socket, http2-session, pipe, watcher, file, directory, child-process, worker, message-port, dns-query, process-listener, promise",
      ],
      'is given an ignore of nothing': [
        "TypeError: Expected `ignore[0]` of `configureGuard()` to have `kind`, `package`, `source`, `ref` or `maxDelayMs`, got only a reason; to ignore every leak, use `mode: 'off'`",
      ],
      'is given nothing': [
        "TypeError: Expected the options of `configureGuard()` to be an object, such as { mode: 'warn' }, got null",
      ],
      'keeps undefined': [`${NO_HANDLE}undefined`],
      'keeps null': [`${NO_HANDLE}null`],
      'keeps a name': [`${NO_HANDLE}'server' (string)`],
      'leaks beside bad input': [`${NO_HANDLE}undefined`, 'setInterval(idle, 1001)'],
    })
  })

  test('and nothing hangs, and nothing else fails', () => {
    expect(run.exitCode).toBe(1)
    expect(run.unhandled).toEqual([])
    expect(run.output).not.toMatch(/close timed out|Timeout terminating/)
  })
})

describe('explainOldVitest()', () => {
  test('has nothing to say of a Vitest that has both hooks', () => {
    expect(explainOldVitest({ aroundEach: () => {}, aroundAll: () => {} })).toBe(undefined)
  })

  test.each([{}, { beforeEach: () => {} }, { aroundEach: () => {} }])(
    'says what to do when it is older than 4.1: %j',
    (vitest) => {
      expect(explainOldVitest(vitest)).toBe(
        'vitest-shutdown/setup watches nothing: the guard needs Vitest 4.1 or newer, for its hooks around a whole test, and this one has no aroundEach(). Update with `npm install --save-dev vitest@latest`.',
      )
    },
  )
})
