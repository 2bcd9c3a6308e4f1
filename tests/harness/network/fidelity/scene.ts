import { once, type EventEmitter } from 'node:events'
import type http from 'node:http'
import net, { type AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

/** What one run of a scenario has to do with, on either network. */
export class Scene {
  /** What each side was told, in order. How the sides interleave is nobody's promise. */
  readonly log: Record<string, string[]> = {}
  readonly #servers: net.Server[] = []
  readonly #sockets: net.Socket[] = []

  say(side: string, text: string): void {
    const lines = (this.log[side] ??= [])
    lines.push(text)
  }

  /** Notes all that a socket tells of. */
  note<T extends net.Socket>(side: string, socket: T): T {
    this.#sockets.push(socket)
    let bytes = 0
    this.log[side] ??= []
    for (const event of ['connect', 'ready', 'secureConnect', 'finish', 'timeout'])
      socket.on(event, () => this.say(side, event))
    socket.on('data', (chunk: Buffer) => {
      // How bytes are cut into chunks is nobody's promise either.
      if (bytes === 0) this.say(side, 'data')
      bytes += chunk.length
    })
    socket.on('end', () => this.say(side, `end ${bytes}`))
    socket.on('error', (error: NodeJS.ErrnoException) => {
      this.say(side, `error ${error.code} ${error.syscall ?? ''}`.trim())
    })
    socket.on('close', (hadError: boolean) => this.say(side, `close ${hadError}`))
    return socket
  }

  async listen(server: net.Server): Promise<number> {
    this.#servers.push(server)
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    return (server.address() as AddressInfo).port
  }

  /** A server that notes its connections as `server`, and hands them to `onConnection`. */
  serve(onConnection: (socket: net.Socket) => void, options: net.ServerOpts = {}): Promise<number> {
    return this.listen(
      net.createServer(options, (socket) => {
        onConnection(this.note('server', socket))
      }),
    )
  }

  /** A noted client of 127.0.0.1. */
  connect(port: number, options: Partial<net.NetConnectOpts> = {}): net.Socket {
    return this.note('client', net.connect({ port, host: '127.0.0.1', ...options }))
  }

  async #closeAll(): Promise<void> {
    for (const socket of this.#sockets) if (!socket.closed) await closed(socket)
  }

  /** Lets what was noted close, and the servers with it. */
  async end(): Promise<void> {
    await this.#closeAll()
    // Each side closes by itself, and the server's may not have been accepted yet.
    await sleep(5)
    await this.#closeAll()
    for (const server of this.#servers) {
      ;(server as Partial<http.Server>).closeAllConnections?.()
      server.close()
    }
  }
}

/** One run, told by each side. */
export type Scenario = (scene: Scene) => Promise<void>

/** Runs a scenario on whichever network is there. */
export async function play(scenario: Scenario): Promise<Record<string, string[]>> {
  const scene = new Scene()
  await scenario(scene)
  await scene.end()
  return scene.log
}

/** Fulfils once an emitter has told that it is closed, whether or not with an error. */
export function closed(emitter: EventEmitter): Promise<void> {
  return new Promise((resolve) => {
    emitter.once('close', resolve)
  })
}
