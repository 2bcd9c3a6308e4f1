/** shutdown() waits for a connection to close which is closed already, in the sleep before a reconnect. */
import { EventEmitter } from 'node:events'
import type { Subject, SubjectContext } from '../../../harness/model/subject.ts'

/** A server that hangs up on every third ping. */
class FakeSocket extends EventEmitter {
  isOpen = true
  #pings = 0
  #hangUp: NodeJS.Timeout | undefined

  ping(): void {
    this.#pings += 1
    if (this.#pings === 3) this.#hangUp = setTimeout(() => this.terminate(), 10)
  }

  terminate(): void {
    if (!this.isOpen) return
    this.isOpen = false
    clearTimeout(this.#hangUp)
    this.emit('close')
  }
}

/** What may be waited for. */
type Wait = 'always' | 'while open'

class Heartbeat {
  readonly #context: SubjectContext
  readonly #wait: Wait
  #socket = new FakeSocket()
  #timer: NodeJS.Timeout | undefined
  #beat: Promise<void> | undefined
  #end: Promise<void> | undefined
  #attempt = 0
  #isOver = false
  #isDropped = false

  constructor(context: SubjectContext, wait: Wait) {
    this.#context = context
    this.#wait = wait
    this.#connect()
  }

  #connect(): void {
    this.#socket = new FakeSocket()
    this.#socket.on('close', () => this.#reconnect())
    this.#timer = setInterval(() => {
      this.#beat ??= this.#ping().finally(() => {
        this.#beat = undefined
      })
    }, 1000)
  }

  #reconnect(): void {
    clearInterval(this.#timer)
    if (this.#isOver) return
    const delayMs = 500 * 2 ** this.#attempt
    this.#attempt += 1
    // Jitter, so that not all of them come back at once.
    this.#timer = setTimeout(() => this.#connect(), delayMs / 2 + Math.random() * (delayMs / 2))
  }

  async #ping(): Promise<void> {
    await Promise.resolve()
    if (this.#isOver) return
    this.#socket.ping()
    const { work, logger } = this.#context
    try {
      await work()
    } catch (error) {
      logger.error('ping failed', error)
    }
  }

  async shutdown(): Promise<void> {
    if (this.#isDropped) return
    this.#end ??= this.#close()
    await this.#end
  }

  async #close(): Promise<void> {
    this.#isOver = true
    clearTimeout(this.#timer)
    const socket = this.#socket
    const closed = new Promise((resolve) => {
      socket.once('close', resolve)
    })
    if (this.#wait === 'always' || socket.isOpen) {
      socket.terminate()
      await closed
    }
    await this.#beat
    this.#context.logger.info('heartbeat stopped')
  }

  [Symbol.dispose](): void {
    if (this.#isOver) return
    this.#isOver = true
    this.#isDropped = true
    clearTimeout(this.#timer)
    this.#socket.terminate()
    this.#context.logger.warn('heartbeat dropped; call await shutdown()')
  }
}

function createSubject(wait: Wait): Subject<Heartbeat> {
  return {
    name: 'Heartbeat',
    ownership: 'owned',
    intervalMs: 1000,
    create: (context) => new Heartbeat(context, wait),
  }
}

export const subject = createSubject('always')
export const mended = createSubject('while open')
