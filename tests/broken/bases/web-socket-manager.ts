import { WebSocket } from 'ws'
import type { Subject, SubjectContext } from '../../../harness/model/subject.ts'
import { IntervalManager } from './interval-manager.ts'
import { createFeed } from './peers.ts'

/** A correct owned manager that is fed over a WebSocket, with a heartbeat, and connects again. */
export class WebSocketManager extends IntervalManager {
  protected socket: WebSocket | undefined
  protected retry: NodeJS.Timeout | undefined
  protected attempts = 0
  #isAlive = true

  override begin(): this {
    this.connect()
    return super.begin()
  }

  protected get isOver(): boolean {
    return this.dropped || this.completion !== undefined
  }

  protected connect(): void {
    const socket = new WebSocket('ws://feed.test/')
    this.socket = socket
    this.#isAlive = true
    socket.on('open', () => {
      this.attempts = 0
    })
    socket.on('pong', () => {
      this.#isAlive = true
    })
    socket.on('message', () => this.onMessage())
    socket.on('error', (cause) => {
      if (!this.isOver) this.report(cause)
    })
    socket.on('close', () => this.onClose())
  }

  protected override tick(): void {
    const { socket } = this
    if (socket?.readyState !== WebSocket.OPEN) return
    if (this.#isAlive) {
      this.#isAlive = false
      socket.ping()
      socket.send('next')
    } else socket.terminate()
  }

  protected onMessage(): void {
    if (!this.isOver) super.tick()
  }

  protected onClose(): void {
    if (!this.isOver) this.retry = setTimeout(() => this.connect(), this.pauseMs())
  }

  protected pauseMs(): number {
    this.attempts += 1
    return Math.min(500 * 2 ** this.attempts, 8000)
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
    if (socket === undefined || socket.readyState === WebSocket.CLOSED) return
    const closed = new Promise((resolve) => {
      socket.once('close', resolve)
    })
    // It gives up by itself after half a minute.
    socket.close()
    await closed
  }

  protected override abort(): void {
    super.abort()
    this.socket?.terminate()
  }
}

/** Makes a subject of a class of managers that are fed over a WebSocket. */
export function webSocketSubject<M extends WebSocketManager>(
  name: string,
  Manager: new (context: SubjectContext, intervalMs: number) => M,
): Subject<M> {
  return {
    name,
    ownership: 'owned',
    intervalMs: 1000,
    network: { 'feed.test:80': createFeed() },
    create: (context) => new Manager(context, 1000).begin(),
  }
}
