import { EventEmitter, on } from 'node:events'
import type { Subject, SubjectContext } from '../../harness/model/subject.ts'

/** Takes one message after the other from an emitter; what has arrived before the stop is still done. */
class MessageConsumer {
  readonly #context: SubjectContext
  readonly #bus: EventEmitter
  readonly #loop: Promise<void>

  constructor(context: SubjectContext, bus: EventEmitter) {
    this.#context = context
    this.#bus = bus
    this.#loop = this.#consume(on(bus, 'message', { close: ['end'] }))
  }

  async #consume(messages: AsyncIterable<unknown>): Promise<void> {
    for await (const _ of messages) {
      try {
        await this.#context.work()
      } catch (error) {
        console.error('message failed', error)
      }
    }
  }

  async close(): Promise<void> {
    this.#bus.emit('end')
    await this.#loop
  }

  receive(): void {
    this.#bus.emit('message')
  }
}

export const subject: Subject<MessageConsumer> = {
  name: 'MessageConsumer',
  ownership: 'owned',
  intervalMs: 1000,
  create: (context) => new MessageConsumer(context, new EventEmitter()),
  trigger: (consumer) => consumer.receive(),
  shutdown: (consumer) => consumer.close(),
  profile: 'graceful',
  capabilities: { backlog: true, finalRun: 'until-empty' },
}
