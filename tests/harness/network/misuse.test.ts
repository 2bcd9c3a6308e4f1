import net from 'node:net'
import { expect, test } from 'vitest'
import { createNetwork } from '../../../harness/network/create-network.ts'
import type { NetworkSetup } from '../../../harness/model/network.ts'
import { runVirtual } from '../../../harness/virtual-run/run-virtual.ts'
import { refuse } from './refuse.ts'

const setup: NetworkSetup = { 'api.test': () => new Response('ok') }

const unknown = (name: string, question = ''): string =>
  `NetworkError: No host of the network is named "${name}".${question} Known hosts are localhost, api.test. ` +
  `Name it in \`network\`: { '${name}': (request) => new Response('ok') }, ` +
  `or leave it to the real network: passthrough: ['${name}'].`

test.for(['latency', 'refuse', 'hang', 'partition', 'slow', 'resetConnections'] as const)(
  '%s() refuses a host that nobody named',
  (method) => {
    const network = createNetwork(setup)
    try {
      expect(refuse(() => network[method]('apo.test', 1))).toBe(
        unknown('apo.test', ' Did you mean `api.test`?'),
      )
    } finally {
      void network.close()
    }
  },
)

test('so do the others', () => {
  const network = createNetwork(setup)
  try {
    const calls = [
      () => network.crash('other.example'),
      () => network.restart('other.example'),
      () => network.failLookups('other.example'),
      () => network.heal('other.example'),
      () => network.connections('other.example'),
      () => network.requests('other.example'),
    ]
    expect(calls.map(refuse)).toEqual(calls.map(() => unknown('other.example')))
  } finally {
    void network.close()
  }
})

test('numbers and codes out of range are refused', () => {
  const network = createNetwork(setup)
  try {
    expect(refuse(() => network.latency('api.test', -1))).toBe(
      'TypeError: Expected `ms` to be a finite number >= 0, got -1 (number)',
    )
    expect(refuse(() => network.slow('api.test', 0))).toBe(
      'TypeError: Expected `bytesPerMs` to be a finite number > 0, got 0 (number)',
    )
    expect(refuse(() => network.failLookups('api.test', 'EPERM' as never))).toBe(
      "TypeError: Expected `code` to be 'ENOTFOUND' or 'EAI_AGAIN', got \"EPERM\"",
    )
  } finally {
    void network.close()
  }
})

test.for([
  [
    'text',
    'Expected `network` to be an object with a handler for each host, got "text". ' +
      "Write { 'api.test': (request) => new Response('ok') }.",
  ],
  [
    { 'api.test': 7 },
    "Expected `network['api.test']` to be a function, got 7. " +
      'Write (request) => new Response(…), or (socket) => … for a host with a port.',
  ],
  [
    { 'ftp://api.test': () => new Response() },
    'Expected "ftp://api.test" in `network` to name a host. ' +
      "Write 'api.test' for http and https, 'redis.test:6379' for raw connections, " +
      "'http://api.test:8080' for http on another port, or 'unix:/run/app.sock'.",
  ],
] as const)('a setup that is none is refused: %s', ([given, message]) => {
  expect(refuse(() => createNetwork(given as never))).toBe(`NetworkError: ${message}`)
})

test('there is one network at a time', () => {
  const network = createNetwork()
  expect(refuse(() => createNetwork())).toBe(
    'NetworkError: A simulated network is already installed, and there can be only one. ' +
      'Call close() on it first.',
  )
  void network.close()
  void network.close()
  void createNetwork().close()
})

test('a host that nobody named is not found, and the message says how to name it', async () => {
  await runVirtual(
    async () => {
      const error: unknown = await fetch('http://nobody.test/').catch(
        (reason: Error) => reason.cause,
      )
      expect(error).toMatchObject({
        code: 'ENOTFOUND',
        syscall: 'getaddrinfo',
        hostname: 'nobody.test',
        message:
          'getaddrinfo ENOTFOUND nobody.test: nobody answers there. ' +
          "Name it in `network`: { 'nobody.test': (request) => new Response('ok') }, " +
          "or leave it to the real network: passthrough: ['nobody.test'].",
      })
    },
    { network: setup },
  )
})

const failures: readonly (readonly [text: string, handler: () => unknown])[] = [
  ['Error: boom', () => throwError('boom')],
  ['Error: later', () => Promise.reject(new Error('later'))],
  ['TypeError: it returned "text". Return a Response.', () => 'text'],
]

test.for(failures)('a handler that fails fails the run: %s', async ([text, handler]) => {
  const run = runVirtual(async () => void (await fetch('http://api.test/x')), {
    network: { 'api.test': handler },
  })
  await expect(run).rejects.toThrow(
    `The handler of api.test in \`network\` failed at GET http://api.test/x: ${text}`,
  )
})

test('a handler that answers twice with one Response is told so', async () => {
  const response = new Response('once')
  const run = runVirtual(
    async () => {
      expect(await (await fetch('http://api.test/1')).text()).toBe('once')
      await fetch('http://api.test/2')
    },
    { network: { 'api.test': () => response } },
  )
  await expect(run).rejects.toThrow(
    'The handler of api.test in `network` failed at GET http://api.test/2: TypeError: ' +
      'it returned a Response that has been sent already. Make a new one for each request.',
  )
})

test('a handler of sockets that throws fails the run', async () => {
  const network: NetworkSetup = {
    'raw.test:1': () => throwError('boom'),
  }
  const run = runVirtual(
    async () => {
      const socket = net.connect(1, 'raw.test')
      await new Promise((resolve) => {
        socket.on('error', () => {}).on('close', resolve)
      })
    },
    { network },
  )
  await expect(run).rejects.toThrow(
    'The handler of raw.test:1 in `network` failed at a new connection: Error: boom',
  )
})

test('a handler that never answers is a hang like any other, which names the request', async () => {
  const run: Promise<void> = runVirtual(
    async () => {
      const socket = net.connect(80, 'api.test')
      socket.write('GET / HTTP/1.1\r\nhost: api.test\r\n\r\n')
      await new Promise((resolve) => {
        socket.on('data', resolve)
      })
    },
    { network: { 'api.test': () => new Promise<Response>(() => {}) } },
  )
  const message = await run.catch((error: Error) => error.message)
  expect(message).toMatch(
    /^\[DEADLOCK\] at 3 ms of virtual time: the body awaits a promise that nothing can settle\n/,
  )
  expect(message).toContain('\n  open     GET http://api.test/, unanswered since 3 ms\n')
})

test('a run without a network says so', async () => {
  await expect(runVirtual(({ network }) => network.heal())).rejects.toThrow(
    'This run has no simulated network. ' +
      "Add one: runVirtual(body, { network: { 'api.test': … } }).",
  )
})

function throwError(message: string): never {
  throw new Error(message)
}
