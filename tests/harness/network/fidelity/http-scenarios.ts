import { once } from 'node:events'
import http from 'node:http'
import net from 'node:net'
import { text } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import { closed, type Scenario, type Scene } from './scene.ts'

/** A server whose listener notes nothing by itself. */
function serve(scene: Scene, listener: http.RequestListener): Promise<number> {
  return scene.listen(http.createServer(listener))
}

function request(
  scene: Scene,
  port: number,
  options: http.RequestOptions = {},
): http.ClientRequest {
  const made = http.request({ port, host: '127.0.0.1', agent: false, ...options })
  made.on('error', (error: NodeJS.ErrnoException) => {
    scene.say('client', `error ${error.code} ${error.message}`)
  })
  made.on('timeout', () => scene.say('client', 'timeout'))
  made.on('close', () => scene.say('client', 'close'))
  return made
}

/** What http servers, agents and requests do to each other. */
export const httpScenarios: Readonly<Record<string, Scenario>> = {
  'pipelined requests are answered in order': async (scene) => {
    const port = await serve(scene, (incoming, outgoing) => {
      scene.say('server', incoming.url ?? '')
      setTimeout(() => outgoing.end(incoming.url), incoming.url === '/1' ? 20 : 1)
    })
    const client = net.connect(port, '127.0.0.1')
    client.write(
      'GET /1 HTTP/1.1\r\nhost: x\r\n\r\nGET /2 HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n',
    )
    scene.say('client', (await text(client)).replaceAll(/Date: .*/g, 'Date'))
  },
  'an upgrade': async (scene) => {
    const server = http.createServer()
    server.on('upgrade', (_request, socket) => {
      socket.write('HTTP/1.1 101 Switching\r\nupgrade: y\r\nconnection: upgrade\r\n\r\n')
      socket.on('data', (chunk: Buffer) => {
        scene.say('server', String(chunk))
        socket.end('raw')
      })
    })
    const port = await scene.listen(server)
    const made = request(scene, port, { headers: { connection: 'upgrade', upgrade: 'y' } })
    made.end()
    const [response, socket] = (await once(made, 'upgrade')) as [http.IncomingMessage, net.Socket]
    scene.say('client', String(response.statusCode))
    scene.note('socket', socket).write('hi')
  },
  'a client aborts an answer': async (scene) => {
    const over = deferred()
    const port = await serve(scene, (incoming, outgoing) => {
      outgoing.write('x')
      incoming.on('close', () => scene.say('server', 'request closed'))
      outgoing.on('close', () => {
        scene.say('server', 'answer closed')
        over.resolve()
      })
    })
    const made = request(scene, port)
    made.end()
    const [response] = (await once(made, 'response')) as [http.IncomingMessage]
    response.on('error', (error: NodeJS.ErrnoException) => {
      scene.say('client', `response ${error.code}`)
    })
    response.once('data', () => made.destroy())
    await closed(response)
    await over.promise
  },
  'a server dies with a request in flight': async (scene) => {
    const port = await serve(scene, (incoming) => {
      setTimeout(() => incoming.socket.destroy(), 10)
    })
    const made = request(scene, port)
    made.end()
    await closed(made)
  },
  'a server dies within an answer': async (scene) => {
    const port = await serve(scene, (_incoming, outgoing) => {
      outgoing.writeHead(200, { 'content-length': 10 })
      outgoing.write('half')
      setTimeout(() => outgoing.destroy(), 10)
    })
    const made = request(scene, port)
    made.end()
    const [response] = (await once(made, 'response')) as [http.IncomingMessage]
    await text(response).catch((error: NodeJS.ErrnoException) => {
      scene.say('client', `${error.code} ${error.message}`)
    })
  },
  'expect: 100-continue': async (scene) => {
    const port = await serve(scene, (incoming, outgoing) => {
      void text(incoming).then((body) => outgoing.end(body))
    })
    const made = request(scene, port, {
      method: 'PUT',
      headers: { expect: '100-continue', 'content-length': 2 },
    })
    made.on('continue', () => {
      scene.say('client', 'continue')
      made.end('ok')
    })
    made.flushHeaders()
    const [response] = (await once(made, 'response')) as [http.IncomingMessage]
    scene.say('client', await text(response))
  },
  'a request times out, and is destroyed': async (scene) => {
    const port = await serve(scene, () => {})
    const made = request(scene, port, { timeout: 30 })
    made.on('timeout', () => made.destroy())
    made.end()
    await closed(made)
  },
  'an agent keeps a connection alive and uses it again': async (scene) => {
    const server = http.createServer((incoming, outgoing) => outgoing.end(incoming.url))
    const port = await scene.listen(server)
    server.on('connection', () => scene.say('server', 'connection'))
    const agent = new http.Agent({ keepAlive: true })
    for (const path of ['/1', '/2']) {
      const made = request(scene, port, { agent, path })
      made.end()
      const [response] = (await once(made, 'response')) as [http.IncomingMessage]
      scene.say('client', `${await text(response)} again ${made.reusedSocket}`)
      await sleep(5)
    }
    agent.destroy()
  },
  'an agent queues beyond maxSockets': async (scene) => {
    const port = await serve(scene, (incoming, outgoing) => {
      scene.say('server', incoming.url ?? '')
      setTimeout(() => outgoing.end(), 10)
    })
    const agent = new http.Agent({ keepAlive: true, maxSockets: 1 })
    const answers = ['/1', '/2', '/3'].map(async (path) => {
      const made = request(scene, port, { agent, path })
      made.end()
      const [response] = (await once(made, 'response')) as [http.IncomingMessage]
      await text(response)
      scene.say('client', path)
    })
    await Promise.all(answers)
    agent.destroy()
  },
  'keepAliveTimeout of a server ends an idle connection': async (scene) => {
    const server = http.createServer((_incoming, outgoing) => outgoing.end('x'))
    server.keepAliveTimeout = 30
    const port = await scene.listen(server)
    const client = scene.connect(port)
    client.write('GET / HTTP/1.1\r\nhost: x\r\n\r\n')
    await closed(client)
  },
  'close() of a server ends idle connections': async (scene) => {
    const server = http.createServer((_incoming, outgoing) => outgoing.end('x'))
    const port = await scene.listen(server)
    const client = scene.connect(port)
    client.write('GET / HTTP/1.1\r\nhost: x\r\n\r\n')
    await once(client, 'data')
    await sleep(10)
    server.close(() => scene.say('server', 'closed'))
    await closed(server)
  },
  'a request that is none': async (scene) => {
    const port = await serve(scene, () => {})
    const client = scene.connect(port)
    client.write('NONSENSE\r\n\r\n')
    await closed(client)
  },
  'fetch is answered, and sees its peer die': async (scene) => {
    const port = await serve(scene, (incoming, outgoing) => {
      if (incoming.url === '/die') incoming.socket.destroy()
      else outgoing.end(`${incoming.method} ${incoming.url}`)
    })
    scene.say('client', await (await fetch(`http://127.0.0.1:${port}/x`)).text())
    await fetch(`http://127.0.0.1:${port}/die`).catch((error: Error) => {
      const { code } = error.cause as NodeJS.ErrnoException
      scene.say('client', `${error.message} ${code}`)
    })
  },
  'fetch is refused': async (scene) => {
    const server = net.createServer()
    const port = await scene.listen(server)
    server.close()
    await closed(server)
    await fetch(`http://127.0.0.1:${port}/`).catch((error: Error) => {
      const { code, syscall } = error.cause as NodeJS.ErrnoException
      scene.say('client', `${error.message} ${code} ${syscall}`)
    })
  },
  'a fetch is aborted': async (scene) => {
    const over = deferred()
    const controller = new AbortController()
    const port = await serve(scene, (_incoming, outgoing) => {
      outgoing.on('close', () => {
        scene.say('server', `closed, ended ${outgoing.writableEnded}`)
        over.resolve()
      })
      controller.abort()
    })
    const { signal } = controller
    await fetch(`http://127.0.0.1:${port}/`, { signal }).catch((error: Error) => {
      scene.say('client', `${error.name} ${error.message}`)
    })
    await over.promise
  },
}

function deferred(): { promise: Promise<void>; resolve: () => void } {
  let resolve = (): void => {}
  const promise = new Promise<void>((settle) => {
    resolve = settle
  })
  return { promise, resolve }
}
