import type { Leak, LeakFrame } from '../../../harness/guard/leak.ts'

/** Where the made-up leaks are. */
export const ROOT = '/repo'

export const startServer: LeakFrame = {
  functionName: 'startServer',
  path: '/repo/src/server.ts',
  line: 14,
  column: 9,
}

export const inTest: LeakFrame = { path: '/repo/test/orders.test.ts', line: 8, column: 18 }

export const inPg: LeakFrame = {
  functionName: 'Client.connect',
  path: '/repo/node_modules/pg/lib/client.js',
  line: 104,
  column: 17,
  package: 'pg',
}

/** A server that a test left open, but for what is given. */
export function buildLeak(given: Partial<Leak> = {}): Leak {
  return {
    kind: 'server',
    description: 'TCP server on 127.0.0.1:4312',
    remedy: 'server.close()',
    frames: [startServer, inTest],
    scope: { level: 'test', file: inTest.path, test: 'orders > lists' },
    isReferenced: true,
    ...given,
  }
}
