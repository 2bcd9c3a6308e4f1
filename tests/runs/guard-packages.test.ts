import { beforeAll, expect, test } from 'vitest'
import { type GuardRun, runGuardProject } from './run-guard-project.ts'

/** What the guard says beside packages that have their hands on the network, on files, on time. */
const EXPECTED: GuardRun['verdicts'] = {
  'fake-timers.case.ts': {
    'sinon: fake ones that are left pending': 'passed',
    'sinon: a clock that goes on by itself': 'passed',
    'sinon: a stub in the place of setTimeout()': 'passed',
    'sinon: leaks a real one': ['realSetInterval(idle, 1001)'],
    'vi: fake ones that are left pending': 'passed',
    'vi: a clock that goes on by itself': 'passed',
    'vi: leaks one behind a spy': ['setTimeout(idle, 1002)'],
  },
  'fastify.case.ts': {
    'is asked without a server, and closed': 'passed',
    'is asked without a server, and not closed': 'passed',
    'listens, and is closed': 'passed',
    'leaks a server': ["await app.listen({ host: '127.0.0.1', port: 0 })"],
  },
  'graceful-fs.case.ts': {
    'reads many files at once': 'passed',
    'reads a stream to its end': 'passed',
    'leaks a descriptor': ["open(FILE, 'r', resolve)"],
    'leaks a stream': ['createReadStream(FILE)'],
  },
  'module-hooks.case.ts': {
    'registers hooks, which Node runs in a worker of its own': 'passed',
    'still imports, by way of that worker': 'passed',
    'leaks an interval': ['setInterval(idle, 1001)'],
  },
  'msw.case.ts': {
    'answers fetch(), at once and slowly': 'passed',
    'answers many': 'passed',
    'answers https.get()': 'passed',
    'fails with an error, is aborted, and is never read': 'passed',
    'lets a request pass to a real server': 'passed',
    'leaks an interval': ['setInterval(idle, 1001)'],
  },
  'node-test.case.ts': {
    'beside node:test > is clean': 'passed',
    'beside node:test > leaks a listener': ["on('uncaughtException', idle)"],
  },
  'open-telemetry.case.ts': {
    'carries a context, row 0': 'passed',
    'carries a context, row 1': 'passed',
    'leaks a timeout in a context': ['setTimeout(idle, 1001)'],
  },
}

let run: GuardRun
beforeAll(async () => {
  run = await runGuardProject('guard-packages', {
    packages: [
      '@fastify/cors',
      '@opentelemetry/api',
      '@opentelemetry/context-async-hooks',
      'fastify',
      'graceful-fs',
      'msw',
      'sinon',
    ],
  })
})

test.each(Object.keys(EXPECTED))('only what leaks fails: %s', (file) => {
  expect(run.verdicts[file]).toEqual(EXPECTED[file])
})

test('every rejection is caught', () => {
  expect(run.unhandled).toEqual([])
})
