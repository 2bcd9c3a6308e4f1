import net from 'node:net'
import type { Subject, SubjectContext } from '../../../harness/model/subject.ts'
import { IntervalManager } from './interval-manager.ts'
import { pong } from './peers.ts'

/** How long the other side may take to say goodbye. */
const GOODBYE_MS = 300

/** A correct owned manager that keeps a connection, asks over it, and connects again with jitter. */
export class SocketManager extends IntervalManager {
  protected socket: net.Socket | undefined
  protected retry: NodeJS.Timeout | undefined
  protected attempts = 0

  override begin(): this {
    this.connect()
    return super.begin()
  }

  protected get isOver(): boolean {
    return this.dropped || this.completion !== undefined
  }

  protected connect(): void {
    const socket = net.connect(6379, 'redis.test')
    this.socket = socket
    socket.on('connect', () => {
      this.attempts = 0
    })
    socket.on('data', () => this.onAnswer())
    socket.on('close', (hadError) => this.onClose(hadError))
    this.listen(socket)
  }

  protected listen(socket: net.Socket): void {
    socket.on('error', (cause) => {
      if (!this.isOver) this.report(cause)
    })
  }

  protected override tick(): void {
    if (this.socket?.readyState === 'open') this.socket.write('PING\n')
  }

  protected onAnswer(): void {
    if (!this.isOver) super.tick()
  }

  protected onClose(_hadError: boolean): void {
    if (!this.isOver) this.reconnect()
  }

  protected reconnect(): void {
    this.retry = setTimeout(() => this.connect(), this.pauseMs())
  }

  protected pauseMs(): number {
    this.attempts += 1
    return Math.min(250 * 2 ** this.attempts, 8000) * (0.5 + Math.random() / 2)
  }

  protected override halt(): void {
    super.halt()
    clearTimeout(this.retry)
  }

  protected override async settle(): Promise<void> {
    await super.settle()
    await this.hangUp()
  }

  protected async hangUp(): Promise<void> {
    const { socket } = this
    if (socket === undefined || socket.destroyed) return
    const closed = new Promise((resolve) => {
      socket.once('close', resolve)
    })
    if (socket.connecting) socket.destroy()
    else socket.end()
    const goodbye = setTimeout(() => socket.destroy(), GOODBYE_MS)
    await closed
    clearTimeout(goodbye)
  }

  protected override abort(): void {
    super.abort()
    this.socket?.destroy()
  }
}

/** Makes a subject of a class of managers that keep a connection. */
export function socketSubject<M extends SocketManager>(
  name: string,
  Manager: new (context: SubjectContext, intervalMs: number) => M,
): Subject<M> {
  return {
    name,
    ownership: 'owned',
    intervalMs: 1000,
    network: { 'redis.test:6379': pong },
    create: (context) => new Manager(context, 1000).begin(),
  }
}
