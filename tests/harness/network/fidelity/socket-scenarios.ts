import { once } from 'node:events'
import net from 'node:net'
import { text } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import { closed, type Scenario } from './scene.ts'

const MANY_BYTES = 8_000_000

/** What sockets and servers of `node:net` do to each other. */
export const socketScenarios: Readonly<Record<string, Scenario>> = {
  'the client ends after an echo': async (scene) => {
    const port = await scene.serve((socket) => socket.pipe(socket))
    scene.connect(port).end('hello')
  },
  'the server ends': async (scene) => {
    const port = await scene.serve((socket) => socket.end('bye'))
    scene.connect(port)
  },
  'the server destroys': async (scene) => {
    const port = await scene.serve((socket) => socket.destroy())
    scene.connect(port)
  },
  'the client destroys': async (scene) => {
    const port = await scene.serve(() => {})
    const client = scene.connect(port)
    client.on('connect', () => setTimeout(() => client.destroy(), 20))
  },
  'the client destroys with an error': async (scene) => {
    const port = await scene.serve(() => {})
    const client = scene.connect(port)
    client.on('connect', () => setTimeout(() => client.destroy(new Error('mine')), 20))
  },
  'the server resets': async (scene) => {
    const port = await scene.serve((socket) => setTimeout(() => socket.resetAndDestroy(), 20))
    scene.connect(port)
  },
  'the client resets': async (scene) => {
    const port = await scene.serve(() => {})
    const client = scene.connect(port)
    client.write('x')
    client.on('connect', () => setTimeout(() => client.resetAndDestroy(), 20))
  },
  'the connection is refused': async (scene) => {
    const server = net.createServer()
    const port = await scene.listen(server)
    server.close()
    await closed(server)
    scene.connect(port)
  },
  'the client is destroyed while it connects': async (scene) => {
    const port = await scene.serve(() => {})
    scene.connect(port).destroy()
  },
  'the client resets while it connects': async (scene) => {
    const port = await scene.serve(() => {})
    scene.connect(port).resetAndDestroy()
  },
  'the client is destroyed with data unread': async (scene) => {
    const port = await scene.serve((socket) => socket.write('x'.repeat(1000)))
    const client = net.connect(port, '127.0.0.1').pause()
    client.on('close', (hadError) => scene.say('client', `close ${hadError}`))
    await sleep(30)
    client.destroy()
    await sleep(30)
  },
  'a client writes after its peer was destroyed': async (scene) => {
    const port = await scene.serve((socket) => setTimeout(() => socket.destroy(), 10))
    const client = scene.connect(port, { allowHalfOpen: true })
    await sleep(40)
    client.write('a')
    await sleep(20)
    client.write('b')
    await sleep(20)
    client.destroy()
  },
  'half-open: the answer comes after the end of the request': async (scene) => {
    const port = await scene.serve(
      (socket) => socket.on('end', () => setTimeout(() => socket.end('late'), 20)),
      { allowHalfOpen: true },
    )
    scene.connect(port).end('question')
  },
  'half-open: the client goes on after the server has ended': async (scene) => {
    const port = await scene.serve((socket) => socket.end('first'), { allowHalfOpen: true })
    const client = scene.connect(port, { allowHalfOpen: true })
    client.on('end', () => setTimeout(() => client.end('second'), 20))
  },
  'a client that is idle times out': async (scene) => {
    const port = await scene.serve(() => {})
    const client = scene.connect(port)
    client.setTimeout(30, () => client.destroy())
  },
  'a time-out of connect() applies to all of the connection': async (scene) => {
    const port = await scene.serve((socket) => setTimeout(() => socket.write('x'), 20))
    const client = scene.connect(port, { timeout: 40 })
    client.on('timeout', () => client.end())
  },
  'many bytes one way': async (scene) => {
    const port = await scene.serve((socket) => socket.end(Buffer.alloc(MANY_BYTES)))
    scene.connect(port)
  },
  'many bytes both ways': async (scene) => {
    const port = await scene.serve((socket) => socket.pipe(socket))
    scene.connect(port).end(Buffer.alloc(MANY_BYTES))
  },
  pauseOnConnect: async (scene) => {
    const port = await scene.serve((socket) => setTimeout(() => socket.resume(), 20), {
      pauseOnConnect: true,
    })
    scene.connect(port).end('x')
  },
  maxConnections: async (scene) => {
    const server = net.createServer((socket) => scene.note('server', socket))
    server.maxConnections = 1
    const port = await scene.listen(server)
    const client = scene.connect(port)
    await once(client, 'connect')
    const second = scene.note('second', net.connect(port, '127.0.0.1'))
    await closed(second)
    client.destroy()
  },
  'a server that closes waits for its connections': async (scene) => {
    const server = net.createServer((socket) => scene.note('server', socket))
    const port = await scene.listen(server)
    const client = scene.connect(port)
    await once(server, 'connection')
    server.close(() => scene.say('all', 'server closed'))
    await sleep(20)
    scene.say('all', 'client destroyed')
    client.destroy()
    await closed(server)
  },
  'a port that is in use': async (scene) => {
    const port = await scene.serve(() => {})
    const second = net.createServer()
    second.on('error', (error: NodeJS.ErrnoException) => {
      const { code, syscall, message } = error
      scene.say('second', `${code} ${syscall} ${message.replace(String(port), 'PORT')}`)
    })
    second.listen(port, '127.0.0.1')
    await once(second, 'error')
    const third = scene.note('third', net.connect(port, '127.0.0.1'))
    await once(third, 'connect')
    third.destroy()
  },
  'callbacks of writes': async (scene) => {
    const port = await scene.serve((socket) => socket.resume())
    const client = net.connect(port, '127.0.0.1')
    client.write('a', () => scene.say('all', 'a written'))
    await once(client, 'connect')
    await sleep(20)
    scene.say('all', `write ${client.write('b', () => scene.say('all', 'b written'))}`)
    setImmediate(() => scene.say('all', 'immediate'))
    client.end('c', () => scene.say('all', 'ended'))
    await closed(client)
    scene.say('all', `${client.bytesWritten} written, ${client.bytesRead} read`)
  },
  'a write that blocks drains once the peer reads': async (scene) => {
    const port = await scene.serve((socket) => {
      socket.pause()
      setTimeout(() => socket.resume(), 30)
    })
    const client = net.connect(port, '127.0.0.1')
    await once(client, 'connect')
    scene.say('all', `write ${client.write(Buffer.alloc(MANY_BYTES))}`)
    await once(client, 'drain')
    scene.say('all', 'drain')
    client.destroy()
  },
  'a signal ends a connection': async (scene) => {
    const port = await scene.serve(() => {})
    const controller = new AbortController()
    scene.connect(port, { signal: controller.signal })
    await sleep(20)
    controller.abort()
  },
  'addresses and ports': async (scene) => {
    const port = await scene.serve((socket) => {
      scene.say('all', `${socket.localAddress} ${socket.localPort === port} ${socket.localFamily}`)
      scene.say('all', `${socket.remoteAddress} ${socket.remoteFamily}`)
      socket.end()
    })
    const client = scene.connect(port)
    client.on('connect', () => {
      scene.say('mine', `${client.remoteAddress} ${client.remotePort === port}`)
      scene.say('mine', `${client.localAddress} ${(client.localPort ?? 0) > 1024}`)
    })
  },
  'a socket connects a second time': async (scene) => {
    const port = await scene.serve((socket) => socket.end('x'))
    const client = new net.Socket()
    client.on('data', (chunk) => scene.say('client', String(chunk)))
    client.connect(port, '127.0.0.1')
    await closed(client)
    client.connect(port, '127.0.0.1')
    await closed(client)
    scene.say('client', 'closed twice')
  },
  'a unix socket': async (scene) => {
    const { tmpdir } = await import('node:os')
    const path = `${tmpdir()}/scene-${process.pid}.sock`
    const server = net.createServer((socket) => socket.end('over a path'))
    server.listen(path)
    await once(server, 'listening')
    scene.say('all', String(server.address() === path))
    scene.say('all', await text(net.connect(path)))
    server.close()
    await closed(server)
    const missing = scene.note('client', net.connect(path))
    await closed(missing)
  },
}
