import { describe, expect, test } from 'vitest'
import { formatLeak, type FormatLeakOptions } from '../../../harness/guard/format-leak.ts'
import type { Leak } from '../../../harness/guard/leak.ts'
import { buildLeak, inPg, inTest, ROOT, startServer } from './build-leak.ts'

const scope = { level: 'test', file: inTest.path, test: 'orders > lists' } as const

function format(given: Partial<Leak> = {}, options: FormatLeakOptions = {}): string {
  return formatLeak(buildLeak(given), { directory: ROOT, ...options })
}

describe('the text of a leak', () => {
  test('says what is open after which test, who opened it, and what to do', () => {
    expect(format({}, { closing: 'closed' })).toMatchInlineSnapshot(`
      "[LEAK] TCP server on 127.0.0.1:4312 is still open after the test "orders > lists"
        opened at startServer (src/server.ts:14:9)
             from test/orders.test.ts:8:18
        It has been closed, so the next test starts clean.
        Hint: in the test, afterEach or onTestFinished, call server.close(). To keep it open, call keep(server)."
    `)
  })

  test('names the attempt where the test was retried', () => {
    expect(format({ scope: { ...scope, attempt: 1, attempts: 3 } })).toMatchInlineSnapshot(`
      "[LEAK] TCP server on 127.0.0.1:4312 is still open after the test "orders > lists"
        opened at startServer (src/server.ts:14:9)
             from test/orders.test.ts:8:18
        in attempt 1 of 3
        Hint: in the test, afterEach or onTestFinished, call server.close(). To keep it open, call keep(server)."
    `)
  })

  test('names the attempt alone where nobody knows how many there will be', () => {
    expect(format({ scope: { ...scope, attempt: 2 } })).toContain('\n  in attempt 2\n')
  })

  test('says that afterAll had its chance', () => {
    expect(format({ circumstance: 'deferred' })).toMatchInlineSnapshot(`
      "[LEAK] TCP server on 127.0.0.1:4312 is still open after the test "orders > lists" and after every afterAll of its file
        opened at startServer (src/server.ts:14:9)
             from test/orders.test.ts:8:18
        Hint: in the test, afterEach or afterAll, call server.close(). To keep it open, call keep(server)."
    `)
  })

  test('does not accuse the cleanup of a test that was cut short by its timeout', () => {
    expect(format({ circumstance: 'timed-out' })).toMatchInlineSnapshot(`
      "[LEAK] TCP server on 127.0.0.1:4312 was open when the test "orders > lists" timed out
        opened at startServer (src/server.ts:14:9)
             from test/orders.test.ts:8:18
        Hint: fix the timeout first: cleanup at the end of the test never ran. afterEach and onTestFinished do run: there, call server.close()."
    `)
  })

  test('says that work outlived the test which opened something late', () => {
    expect(format({ circumstance: 'opened-late' })).toMatchInlineSnapshot(`
      "[LEAK] TCP server on 127.0.0.1:4312 was opened after the test "orders > lists" had ended, by work that it started
        opened at startServer (src/server.ts:14:9)
             from test/orders.test.ts:8:18
        Hint: await that work in the test, or stop it before the test ends, and call server.close(). To keep it open, call keep(server)."
    `)
  })

  test('says that several were opened at one place', () => {
    expect(
      format(
        {
          kind: 'socket',
          description: 'TCP socket to 127.0.0.1:5432',
          remedy: 'socket.destroy()',
          count: 3,
        },
        { closing: 'closed' },
      ),
    ).toMatchInlineSnapshot(`
      "[LEAK] TCP socket to 127.0.0.1:5432, and 2 more like it, are still open after the test "orders > lists"
        opened at startServer (src/server.ts:14:9)
             from test/orders.test.ts:8:18
        They have been closed, so the next test starts clean.
        Hint: in the test, afterEach or onTestFinished, call socket.destroy(). To keep it open, call keep(socket)."
    `)
  })

  test('warns with the same text', () => {
    expect(format({}, { isWarning: true })).toBe(`warning: ${format()}`)
  })

  test('admits that a handle could not be closed', () => {
    expect(format({}, { closing: 'failed' })).toContain(
      '\n  It could not be closed: it may cause failures in later tests.\n',
    )
  })
})

describe('the text of a leak that is no test’s', () => {
  const file = inTest.path

  test.for<[name: string, scope: Leak['scope']]>([
    ['a hook of a suite', { level: 'hook', file, hook: 'beforeAll', suite: 'orders' }],
    ['an unknown hook of a suite', { level: 'hook', file, suite: 'orders' }],
    ['a hook of the file', { level: 'hook', file, hook: 'aroundAll' }],
    ['a fixture of the file', { level: 'hook', file, fixture: 'db' }],
    ['an import', { level: 'file', file }],
  ])('blames %s', ([, scope]) => {
    expect(format({ scope }, { closing: 'closed' })).toMatchSnapshot()
  })
})

describe('the text of each kind of leak', () => {
  test.for<Partial<Leak> & Pick<Leak, 'kind'>>([
    { kind: 'timeout', description: 'timeout of 5000 ms', remedy: 'clearTimeout(timer)' },
    { kind: 'interval', description: 'interval of 1000 ms', remedy: 'clearInterval(timer)' },
    {
      kind: 'immediate',
      description: 'immediate that schedules itself again',
      remedy: 'clearImmediate(immediate)',
    },
    { kind: 'watcher', description: 'file watcher', remedy: 'watcher.close()' },
    { kind: 'file', description: 'file /tmp/orders.log', remedy: 'file.close()' },
    {
      kind: 'child-process',
      description: 'child process sleep (pid 4711)',
      remedy: 'child.kill() and wait for its exit event',
    },
    { kind: 'worker', description: 'worker thread 3', remedy: 'await worker.terminate()' },
    { kind: 'dns-query', description: 'DNS query for db.local', remedy: 'resolver.cancel()' },
    {
      kind: 'process-listener',
      description: 'listener of process for SIGTERM',
      remedy: "process.off('SIGTERM', listener)",
    },
    {
      kind: 'promise',
      description: 'promise that nothing can settle',
      remedy: 'settle it, or do not await it',
    },
  ])('$kind', (leak) => {
    expect(format({ ...leak, isReferenced: false }, { closing: 'closed' })).toMatchSnapshot()
    expect(format(leak)).not.toContain('keep the process alive')
  })
})

describe('the call chain', () => {
  test('names the user’s line before the package’s', () => {
    const getOrders = { functionName: 'getOrders', path: '/repo/src/db.ts', line: 12, column: 20 }
    expect(format({ frames: [inPg, getOrders, inTest] })).toMatchInlineSnapshot(`
      "[LEAK] TCP server on 127.0.0.1:4312 is still open after the test "orders > lists"
        opened at getOrders (src/db.ts:12:20)
             from test/orders.test.ts:8:18
        inside the package pg, at Client.connect (node_modules/pg/lib/client.js:104:17)
        Hint: in the test, afterEach or onTestFinished, close the pg object you created (finally: server.close()). To leave it open, ignore it: { package: 'pg', reason: '…' }."
    `)
  })

  test('is the package’s alone where no line of the user is known', () => {
    expect(format({ frames: [inPg] })).toMatchInlineSnapshot(`
      "[LEAK] TCP server on 127.0.0.1:4312 is still open after the test "orders > lists"
        opened inside the package pg, at Client.connect (node_modules/pg/lib/client.js:104:17); no line of your own code is known
        Hint: in the test, afterEach or onTestFinished, close the pg object you created (finally: server.close()). To leave it open, ignore it: { package: 'pg', reason: '…' }."
    `)
  })

  test('gives what it goes back to as a clue, in words of its own', () => {
    const clue = { kind: 'socket', frame: inTest } as const
    expect(format({ frames: [inPg], clue }).split('\n')[2]).toBe(
      '  Clue: it goes back to the socket that was opened at test/orders.test.ts:8:18.',
    )
    expect(format({ frames: [inPg], clue, count: 2 }).split('\n')[2]).toBe(
      '  Clue: they go back to the socket that was opened at test/orders.test.ts:8:18.',
    )
  })

  test('admits that no line is known', () => {
    expect(format({ frames: [] })).toMatchInlineSnapshot(`
      "[LEAK] TCP server on 127.0.0.1:4312 is still open after the test "orders > lists"
        the line where it was opened is not known
        Hint: in the test, afterEach or onTestFinished, call server.close(). To keep it open, call keep(server)."
    `)
  })

  test('is cut where it is long', () => {
    const frames = Array.from({ length: 8 }, (_, index) => ({ ...startServer, line: index + 1 }))
    expect(format({ frames }).split('\n').slice(1, -1)).toMatchInlineSnapshot(`
      [
        "  opened at startServer (src/server.ts:1:9)",
        "       from startServer (src/server.ts:2:9)",
        "       from startServer (src/server.ts:3:9)",
        "       from startServer (src/server.ts:4:9)",
        "       from startServer (src/server.ts:5:9)",
        "  … and 3 more",
      ]
    `)
  })

  test('leaves out names that nobody gave', () => {
    const names = ['Object.<anonymous>', 'async load', 'Module.load', 'Pool.open [as connect]']
    const frames = Array.from(names, (functionName) => ({ ...startServer, functionName }))
    expect(format({ frames }).split('\n').slice(1, -1)).toEqual([
      '  opened at src/server.ts:14:9',
      '       from load (src/server.ts:14:9)',
      '       from load (src/server.ts:14:9)',
      '       from Pool.open (src/server.ts:14:9)',
    ])
  })

  test('keeps a path outside of the working directory absolute', () => {
    expect(format({ frames: [{ ...startServer, path: '/shared/server.ts' }] })).toContain(
      'opened at startServer (/shared/server.ts:14:9)',
    )
  })
})

test('control characters of a description do not reach the terminal', () => {
  expect(format({ description: 'file \u001B[31mred\u001B[0m\u0007' })).toContain(
    '[LEAK] file red is still open',
  )
})
