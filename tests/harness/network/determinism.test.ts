import http from 'node:http'
import net from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { warmFetch } from '../../../harness/platform/warm-fetch.ts'
import { createClock } from '../../../harness/clock/create-clock.ts'
import { createNetwork } from '../../../harness/network/create-network.ts'
import { formatLogEntry } from '../../../harness/network/event-log.ts'
import type { Network, NetworkSetup } from '../../../harness/model/network.ts'

const REPETITIONS = 12

const setup: NetworkSetup = {
  'api.test': async (request: Request) => Response.json({ echo: await request.text() }),
  'echo.test:7': (socket: net.Socket) => socket.pipe(socket),
}

/** What a program does of an ordinary day, with everything that goes wrong on it. */
const programs: Readonly<Record<string, (network: Network) => Promise<unknown>>> = {
  'fetch, with a hang, a refusal and a time-out': async (network) => {
    await post('first')
    network.latency('api.test', 20)
    await Promise.all([post('second'), post('third')])
    network.hang('api.test')
    await post('hung', AbortSignal.timeout(5000)).catch(() => {})
    network.heal()
    network.refuse('api.test')
    network.resetConnections('api.test')
    await sleep(10)
    await post('refused').catch(() => {})
    network.heal()
    await post('last')
  },
  'http with an agent': async (network) => {
    const agent = new http.Agent({ keepAlive: true, maxSockets: 2 })
    await Promise.all(['/1', '/2', '/3', '/4'].map((path) => get(path, agent)))
    network.crash('api.test')
    await get('/5', agent)
    network.restart('api.test')
    await get('/6', agent)
    agent.destroy()
  },
  'a raw socket through a partition': async (network) => {
    const socket = net.connect(7, 'echo.test')
    socket.on('error', () => {})
    socket.write('before')
    await sleep(10)
    network.partition('echo.test')
    socket.write('meanwhile')
    await sleep(20_000)
    network.heal('echo.test')
    network.slow('echo.test', 1000)
    socket.end(Buffer.alloc(300_000))
    socket.resume()
    await new Promise((resolve) => {
      socket.on('close', resolve)
    })
  },
}

test.for(Object.keys(programs))('%s has one trace', async (name) => {
  const program = programs[name]
  await warmFetch()
  const clock = createClock({ startMs: 0 })
  const network = createNetwork(setup)
  try {
    const traces: string[] = []
    for (let repetition = 0; repetition <= REPETITIONS; repetition += 1) {
      const startMs = clock.nowMs
      const run = { isOver: false }
      void program?.(network).finally(() => {
        run.isOver = true
      })
      await clock.drain()
      while (!run.isOver && (await clock.next()));
      expect(run.isOver).toBe(true)
      const log = network.log().map((entry) => {
        const { atMs, sentAtMs: _, ...others } = entry
        return formatLogEntry({ ...others, atMs: atMs - startMs })
      })
      // The first may find Node's modules and their caches in another state.
      if (repetition > 0) traces.push(log.join('\n'))
      network.reset()
      await clock.drain()
    }
    expect(traces[0]?.split('\n').length).toBeGreaterThan(10)
    expect(new Set(traces)).toEqual(new Set([traces[0]]))
  } finally {
    void network.close()
    clock.restore()
  }
})

async function post(body: string, signal?: AbortSignal): Promise<void> {
  const init = { method: 'POST', body, ...(signal && { signal }) }
  await (await fetch('http://api.test/', init)).text()
}

function get(path: string, agent: http.Agent): Promise<void> {
  return new Promise((resolve) => {
    http
      .get({ host: 'api.test', path, agent }, (response) => {
        response.resume().on('close', () => resolve())
      })
      .on('error', () => resolve())
  })
}
