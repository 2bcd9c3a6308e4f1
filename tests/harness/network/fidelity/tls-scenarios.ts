import { once } from 'node:events'
import https from 'node:https'
import net from 'node:net'
import { text } from 'node:stream/consumers'
import tls from 'node:tls'
import type http from 'node:http'
import { createCertificate } from '../../../../harness/network/certificate.ts'
import { closed, type Scenario, type Scene } from './scene.ts'

const { key, cert } = createCertificate(['127.0.0.1', 'localhost'])

function serve(
  scene: Scene,
  onConnection: (socket: tls.TLSSocket) => void,
  options: tls.TlsOptions = {},
): Promise<number> {
  return scene.listen(
    tls.createServer({ key, cert, ...options }, (socket) => {
      onConnection(scene.note('server', socket))
    }),
  )
}

function connect(scene: Scene, port: number, options: tls.ConnectionOptions = {}): tls.TLSSocket {
  return scene.note('client', tls.connect({ port, host: '127.0.0.1', ca: cert, ...options }))
}

/** What TLS does on top. */
export const tlsScenarios: Readonly<Record<string, Scenario>> = {
  'the client ends after an echo': async (scene) => {
    const port = await serve(scene, (socket) => socket.pipe(socket))
    connect(scene, port).end('hello')
  },
  'the server destroys': async (scene) => {
    const port = await serve(scene, (socket) => socket.destroy())
    connect(scene, port)
  },
  'the server resets underneath': async (scene) => {
    const raw: net.Socket[] = []
    const server = tls.createServer({ key, cert }, (socket) => {
      scene.note('server', socket)
      setTimeout(() => raw.at(-1)?.resetAndDestroy(), 20)
    })
    server.on('connection', (socket: net.Socket) => raw.push(socket))
    connect(scene, await scene.listen(server))
  },
  'a certificate that nobody knows': async (scene) => {
    const server = tls.createServer({ key, cert })
    server.on('tlsClientError', (error: NodeJS.ErrnoException) => {
      scene.say('server', `${error.code}`)
    })
    const port = await scene.listen(server)
    await closed(connect(scene, port, { ca: [] }))
  },
  'a server that speaks no TLS': async (scene) => {
    const port = await scene.serve((socket) => socket.end('plain text, and no handshake'))
    const client = tls.connect({ port, host: '127.0.0.1', ca: cert })
    client.on('error', (error: NodeJS.ErrnoException) => scene.say('client', `${error.code}`))
    await closed(client)
  },
  'many bytes one way': async (scene) => {
    const port = await serve(scene, (socket) => socket.end(Buffer.alloc(2_000_000)))
    connect(scene, port)
  },
  'an idle client times out': async (scene) => {
    const port = await serve(scene, () => {})
    const client = connect(scene, port)
    client.on('secureConnect', () => client.setTimeout(30, () => client.destroy()))
  },
  'TLS is begun on a plain connection': async (scene) => {
    const port = await scene.listen(
      net.createServer((socket) => {
        socket.once('data', () => {
          socket.write('go')
          const secured = new tls.TLSSocket(socket, {
            isServer: true,
            secureContext: tls.createSecureContext({ key, cert }),
          })
          secured.on('data', (chunk: Buffer) => {
            scene.say('server', String(chunk))
            secured.end('secured')
          })
        })
        socket.on('error', () => {})
      }),
    )
    const plain = net.connect(port, '127.0.0.1')
    plain.write('STARTTLS')
    await once(plain, 'data')
    const secured = tls.connect({ socket: plain, ca: cert, host: '127.0.0.1' })
    secured.write('hello')
    scene.say('client', await text(secured))
  },
  'https with an agent': async (scene) => {
    const server = https.createServer({ key, cert }, (incoming, outgoing) => {
      outgoing.end(incoming.url)
    })
    const port = await scene.listen(server)
    const agent = new https.Agent({ keepAlive: true, ca: cert })
    for (const path of ['/1', '/2']) {
      const made = https.get({ host: '127.0.0.1', port, path, agent })
      const [response] = (await once(made, 'response')) as [http.IncomingMessage]
      scene.say('client', `${await text(response)} again ${made.reusedSocket}`)
      await new Promise(setImmediate)
    }
    agent.destroy()
  },
}
