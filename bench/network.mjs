// Schedules for a second of processor time of a poller over http, over fetch(), and with `level: 'fetch'`,
// beside the same poller on a `Response` that is made by hand, without any network; and one request in
// memory beside one over the loopback of the machine. Absolute figures depend on the machine: read the
// ratios.
import { once } from 'node:events'
import http from 'node:http'
import { pathToFileURL } from 'node:url'

/** The first ones warm up; the best one counts. */
const ROUNDS = 4
/** At least so many in a round. */
const SCHEDULES = 200
const REQUESTS = 300
const BODY = '["a job"]'

const answer = () => new Response(BODY)

/** @type {Record<string, { ask: () => Promise<unknown>, network?: object }>} */
const pollers = {
  'a Response by hand': { ask: async () => answer().json() },
  "fetch(), level: 'fetch'": { ask: askByFetch, network: { 'api.test': answer, level: 'fetch' } },
  'node:http': { ask: () => askByHttp('http://api.test/'), network: { 'api.test': answer } },
  'fetch()': { ask: askByFetch, network: { 'api.test': answer } },
}

async function askByFetch(url = 'http://api.test/') {
  const response = await fetch(url)
  return response.json()
}

async function askByHttp(url) {
  const [response] = await once(http.get(url), 'response')
  let text = ''
  for await (const chunk of response.setEncoding('utf8')) text += chunk
  return JSON.parse(text)
}

/** A poller that asks before each run. */
function createPoller({ work, logger }, ask) {
  let poll
  let done
  let isStopped = false
  const tick = async () => {
    try {
      await ask()
      if (!isStopped) await work()
    } catch (error) {
      logger.error('poll failed', error)
    }
    poll = undefined
  }
  const timer = setInterval(() => {
    poll ??= tick()
  }, 1000)
  const stop = async () => {
    isStopped = true
    clearInterval(timer)
    await poll
    logger.info('stopped')
  }
  return { shutdown: () => (done ??= stop()) }
}

/** Explores every single `shutdown()`, again and again. */
async function measureSchedules({ ask, network }) {
  const { Lab } = await import('../dist/harness/trial/lab.js')
  const { kit00 } = await import('../dist/harness/trial/rules/kit-00.js')
  const { Exploration } = await import('../dist/harness/explore/exploration.js')
  const { spaces } = await import('../dist/harness/explore/plan/space.js')
  const lab = new Lab({
    name: 'poller',
    ownership: 'owned',
    profile: 'graceful',
    intervalMs: 1000,
    network: network ?? 'real',
    create: (context) => createPoller(context, ask),
  })
  await kit00.check(lab)
  return new Exploration(lab).enter(spaces.stop, async (site) => {
    let best = 0
    for (let round = 0; round < ROUNDS; round += 1) {
      const start = process.cpuUsage()
      let schedules = 0
      while (schedules < SCHEDULES) {
        for (let at = 0; at < site.boundaries; at += 1)
          await site.world.run([{ name: 'shutdown', at }])
        schedules += site.boundaries
      }
      const { user, system } = process.cpuUsage(start)
      best = Math.max(best, schedules / ((user + system) / 1e6))
    }
    return { boundaries: site.boundaries, perSecond: best }
  })
}

/** Milliseconds of processor time for a request over the loopback, and for one in memory. */
async function measureRequests(ask) {
  const { runVirtual } = await import('../dist/harness/virtual-run/run-virtual.js')
  const body = async () => {
    const server = http.createServer((_, response) => response.end(BODY)).listen(0, '127.0.0.1')
    await once(server, 'listening')
    const url = `http://127.0.0.1:${server.address().port}/`
    await ask(url)
    const start = process.cpuUsage()
    for (let count = 0; count < REQUESTS; count += 1) await ask(url)
    const { user, system } = process.cpuUsage(start)
    server.closeAllConnections()
    server.close()
    return (user + system) / 1000 / REQUESTS
  }
  const best = { real: Infinity, simulated: Infinity }
  for (let round = 0; round < ROUNDS; round += 1) {
    best.real = Math.min(best.real, await body())
    best.simulated = Math.min(
      best.simulated,
      await runVirtual(body, { network: {}, noticeMs: Infinity }),
    )
  }
  return best
}

/** Measures and prints. */
export async function run() {
  console.log('\nA poller under every shutdown(): schedules for a second of processor time\n')
  let byHand
  for (const [name, poller] of Object.entries(pollers)) {
    const { boundaries, perSecond } = await measureSchedules(poller)
    byHand ??= perSecond
    const share = `${(byHand / perSecond).toFixed(1)} times as long as by hand`
    print(name, `${Math.round(perSecond)}/s`, `${boundaries} moments`, share)
  }
  console.log('\nOne request and its answer: milliseconds of processor time, both ends together\n')
  for (const [name, ask] of Object.entries({ 'node:http': askByHttp, 'fetch()': askByFetch })) {
    const { real, simulated } = await measureRequests(ask)
    const ratio = `${(simulated / real).toFixed(1)} times the loopback`
    print(name, `${real.toFixed(2)} real`, `${simulated.toFixed(2)} in memory`, ratio)
  }
}

function print(name, ...cells) {
  console.log(`  ${name.padEnd(26)}${cells.map((text) => text.padStart(18)).join('')}`)
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) await run()
