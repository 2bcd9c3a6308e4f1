import http from 'node:http'
import net from 'node:net'
import { expect, test } from 'vitest'
import { installed, installTime } from '../../../harness/clock/stand-in.ts'
import { listClockSurfaces } from '../../../harness/clock/surfaces.ts'
import { ExploreTime } from '../../../harness/explore/run/explore-time.ts'
import { inMacrotask } from '../../../harness/explore/run/turns.ts'
import { createNetwork } from '../../../harness/network/create-network.ts'
import { formatLogEntry } from '../../../harness/network/event-log.ts'
import { drain } from '../../../harness/platform/drain.ts'
import { patch } from '../../../harness/platform/patch.ts'
import { runVirtual } from '../../../harness/virtual-run/run-virtual.ts'

const REPETITIONS = 40
const MAX_STEPS = 5000

const setup = {
  'api.test': () => new Response('ok'),
  'echo.test:7': (socket: net.Socket) => socket.pipe(socket),
}

/** Whoever moves time without a clock runs timers and events of the network in order. */
function step({ timers }: ExploreTime): boolean {
  if (timers.nextImmediate !== undefined) {
    timers.fireImmediate()
    return true
  }
  const { events } = installed
  const [timerMs, eventMs] = [timers.nextDueMs ?? Infinity, events?.nextDueMs ?? Infinity]
  const dueMs = Math.min(timerMs, eventMs)
  if (dueMs === Infinity) return false
  if (dueMs > timers.nowMs) timers.moveTo(dueMs)
  if (eventMs < timerMs) events?.fireNext()
  else timers.fireNext()
  return true
}

const bodies: Readonly<Record<string, () => Promise<unknown>>> = {
  http: async () => {
    await get('http://api.test/1')
    await get('http://api.test/2')
  },
  fetch: async () => {
    await (await fetch('http://api.test/1')).text()
    await (await fetch('http://api.test/2')).text()
  },
  'a raw socket': () =>
    new Promise((resolve) => {
      const socket = net.connect(7, 'echo.test')
      socket.on('data', () => socket.end()).on('close', resolve)
      socket.write('hello')
    }),
  'a server of its own': async () => {
    const server = http.createServer((_request, response) => response.end('own'))
    await new Promise<void>((resolve) => {
      server.listen(8080, resolve)
    })
    await get('http://localhost:8080/')
  },
}

test.for(Object.keys(bodies))('%s runs within one macrotask, every time alike', async (name) => {
  const body = bodies[name]
  // The first fetch of older versions compiles its parser in a thread.
  await runVirtual(() => fetch('http://api.test/'), { network: setup })
  const time = new ExploreTime()
  const unpatch = patch(listClockSurfaces())
  const uninstall = installTime(time)
  const network = createNetwork(setup)
  try {
    const logs = new Set<string>()
    for (let repetition = 0; repetition <= REPETITIONS; repetition += 1) {
      const log = await inMacrotask(() => {
        time.startSchedule()
        const run = { isOver: false }
        void body?.().then(() => {
          run.isOver = true
        })
        drain()
        for (let steps = 0; !run.isOver && steps < MAX_STEPS && step(time); steps += 1) drain()
        const lines = network.log().map(formatLogEntry)
        network.reset()
        return run.isOver ? lines.join('\n') : `never over:\n${lines.join('\n')}`
      })
      // The first loads modules of Node's.
      if (repetition > 0) logs.add(log)
    }
    expect([...logs]).toHaveLength(1)
    expect([...logs].join('')).toMatch(/^0 lookup .*\n0 connect .*\n2 open /)
  } finally {
    void network.close()
    uninstall()
    unpatch()
  }
})

function get(url: string): Promise<void> {
  return new Promise((resolve, reject) => {
    http
      .get(url, (response) => {
        response.resume().on('end', () => resolve())
      })
      .on('error', reject)
  })
}
