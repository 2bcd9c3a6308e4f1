// Plays in real time, against real servers on the loopback, what the gallery says of a networked package: no
// virtual time, no simulated network, nothing of the engine. It runs the subjects as they are, so it takes a
// Node that reads TypeScript (24), and ports such as 80 of this machine (root, or a container):
//
//   npm run build && node examples/gallery/networked/prove.mjs ws mqtt …

import dns from 'node:dns'
import { once } from 'node:events'
import { readdirSync } from 'node:fs'
import http from 'node:http'
import net from 'node:net'
import { text } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'

/** How long a shutdown that hangs is watched, in milliseconds. */
const PATIENCE_MS = Number(process.env.PATIENCE_MS ?? 40_000)
/** How long it is watched what goes on after a shutdown. */
const AFTER_MS = 4000

const timers = new Map()
watchTimers()

// Every `*.test` is on the loopback.
const { lookup } = dns
dns.lookup = (host, options, callback) => {
  const done = typeof options === 'function' ? options : callback
  const settings = typeof options === 'function' ? {} : options
  return lookup(host.endsWith('.test') ? '127.0.0.1' : host, settings, done)
}
const { lookup: lookUp } = dns.promises
dns.promises.lookup = (host, options) =>
  lookUp(host.endsWith('.test') ? '127.0.0.1' : host, options)

/** Starts the manager, has something happen, shuts it down, and tells what was seen. */
async function play(title, subject, befall, startMs = 2.5 * subject.intervalMs) {
  const scene = new Scene(subject)
  await scene.open()
  const timersBefore = new Set(timers.keys())
  const errors = []
  const onError = (error) => errors.push(error)
  process.on('unhandledRejection', onError).on('uncaughtException', onError)
  const muted = mute()
  const manager = await subject.create({
    work: scene.work,
    logger: { info() {}, warn() {}, error() {} },
    resource: () => ({ use() {}, close: async () => {} }),
  })
  const arrivals = setInterval(() => subject.trigger?.(manager), subject.intervalMs)
  await sleep(startMs)
  if (befall.length > 0) befall(scene)
  if (startMs > 0 && befall.length > 0) await sleep(1.2 * subject.intervalMs)
  else if (startMs > 0) befall.call(manager)
  const { active, connections } = scene
  const calledMs = performance.now()
  scene.isOver = true
  const shutdown = subject.shutdown?.(manager) ?? manager.shutdown()
  const outcome = await Promise.race([
    shutdown.then(
      () => 'fulfilled',
      () => 'rejected',
    ),
    sleep(PATIENCE_MS, 'still pending'),
  ])
  const tookMs = Math.round(performance.now() - calledMs)
  const activeThen = scene.active
  const connectionsThen = scene.connections
  const runsThen = scene.lateRuns
  await scene.comeBack()
  await sleep(AFTER_MS)
  const left = [...timers].filter(([timer]) => !timersBefore.has(timer) && timer !== arrivals)
  const facts = [
    `shutdown() ${outcome} after ${tookMs} ms`,
    active > 0 && `${activeThen} of ${active} runs in flight then`,
    scene.overlap > 1 && `${scene.overlap} runs at once`,
    scene.lateRuns > 0 &&
      `${runsThen} runs started after the call, ${scene.lateRuns - runsThen} after it settled`,
    scene.connections > connectionsThen &&
      `${scene.connections - connectionsThen} connections made after it settled`,
    connectionsThen > connections && `${connectionsThen - connections} connections made during it`,
    scene.sockets.size > 0 && `${scene.sockets.size} connections open ${AFTER_MS} ms after it`,
    left.length > 0 &&
      `timers left: ${left.map(([timer, ms]) => `${ms} ms${timer.hasRef() ? '' : ' (unref)'}`).join(', ')}`,
    errors.length > 0 && `uncaught: ${errors[0]}`,
  ]
  clearInterval(arrivals)
  scene.release()
  await scene.close()
  await sleep(100)
  muted()
  process.off('unhandledRejection', onError).off('uncaughtException', onError)
  console.log(`  ${title}: ${facts.filter(Boolean).join('; ')}`)
}

/** The servers of a subject on the loopback, and the work. */
class Scene {
  sockets = new Set()
  connections = 0
  active = 0
  overlap = 0
  lateRuns = 0
  isOver = false
  #subject
  #inner = []
  #outer = []
  #onward = new Map()
  #isSilent = false
  #held = []
  #isHolding = false

  constructor(subject) {
    this.#subject = subject
  }

  work = async () => {
    if (this.isOver) this.lateRuns += 1
    this.active += 1
    this.overlap = Math.max(this.overlap, this.active)
    if (this.#isHolding) await new Promise((resolve) => this.#held.push(resolve))
    this.active -= 1
  }

  async open() {
    for (const [key, handler] of Object.entries(this.#subject.network)) {
      const [, scheme, port] = /^(?:(https?):\/\/)?[^:]+(?::(\d+))?$/.exec(key)
      const isRaw = scheme === undefined && port !== undefined
      const inner = isRaw ? net.createServer(handler) : createHttpServer(handler)
      inner.listen(0, '127.0.0.1')
      await once(inner, 'listening')
      this.#inner.push(inner)
      // What stands between can fall silent in the midst of any protocol.
      const outer = net.createServer({ allowHalfOpen: true }, (socket) => {
        this.connections += 1
        this.sockets.add(socket)
        socket.on('close', () => this.sockets.delete(socket)).on('error', () => {})
        if (this.#isSilent) return
        const onward = net.connect({ port: inner.address().port, allowHalfOpen: true })
        onward.on('error', () => {}).on('close', () => socket.destroy())
        socket.on('close', () => onward.destroy())
        socket.pipe(onward).pipe(socket)
        this.#onward.set(socket, onward)
      })
      this.#outer.push({ server: outer, port: Number(port ?? 80) })
    }
    await this.comeBack()
  }

  holdRuns() {
    this.#isHolding = true
  }

  release() {
    this.#isHolding = false
    for (const resolve of this.#held.splice(0)) resolve()
  }

  /** Accepts, and neither reads, writes nor ends from now on. */
  silence() {
    this.#isSilent = true
    for (const [socket, onward] of this.#onward) {
      socket.unpipe(onward)
      onward.unpipe(socket)
      socket.pause()
      onward.removeAllListeners('close')
    }
  }

  leave() {
    for (const { server } of this.#outer) server.close()
    for (const socket of this.sockets) socket.resetAndDestroy()
  }

  async comeBack() {
    for (const { server, port } of this.#outer) {
      if (server.listening) continue
      server.listen(port, '127.0.0.1')
      await once(server, 'listening')
    }
  }

  async close() {
    for (const server of [...this.#inner, ...this.#outer.map(({ server }) => server)])
      server.close()
    for (const socket of [...this.sockets, ...this.#onward.values()]) socket.destroy()
  }
}

function createHttpServer(handler) {
  return http.createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
    void answer(handler, request, response)
  })
}

async function answer(handler, request, response) {
  const body = ['GET', 'HEAD'].includes(request.method) ? undefined : await text(request)
  const url = `http://${request.headers.host}${request.url}`
  const answered = await handler(new Request(url, { method: request.method, body }))
  response.writeHead(answered.status, Object.fromEntries(answered.headers))
  response.end(Buffer.from(await answered.arrayBuffer()))
}

/** Notes the timers that are pending, unref()ed ones included. */
function watchTimers() {
  for (const kind of ['setTimeout', 'setInterval']) {
    const native = globalThis[kind]
    globalThis[kind] = Object.assign((callback, ms, ...args) => {
      const timer = native(
        (...given) => {
          if (kind === 'setTimeout') timers.delete(timer)
          callback(...given)
        },
        ms,
        ...args,
      )
      timers.set(timer, ms)
      return timer
    }, native)
  }
  for (const kind of ['clearTimeout', 'clearInterval']) {
    const native = globalThis[kind]
    globalThis[kind] = (timer) => {
      timers.delete(timer)
      native(timer)
    }
  }
}

/** Keeps what packages print to itself. */
function mute() {
  const before = { ...console }
  for (const method of ['log', 'info', 'warn', 'error', 'debug']) console[method] = () => {}
  return () => Object.assign(console, before)
}

const names = process.argv.slice(2)
const all = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith('.ts'))
  .map((file) => file.slice(0, -3))
for (const name of names.length > 0 ? names : all) {
  const { default: subject } = await import(`./${name}.ts`)
  console.log(`\n${name}`)
  await play('idle', subject, () => {})
  await play('a run in flight', subject, (scene) => scene.holdRuns())
  await play('a peer that falls silent', subject, (scene) => scene.silence())
  await play('a peer that is gone', subject, (scene) => scene.leave())
  await play('before the first run', subject, () => {}, 0)
  await play('work on its way', subject, function () {
    subject.trigger?.(this)
  })
}
process.exit()
