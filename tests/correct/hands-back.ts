import type { Subject, SubjectContext } from '../../harness/model/subject.ts'

/** Does not do what still waits at the end: it hands the orders back, to be stored elsewhere. */
class OrderDesk {
  readonly #work: SubjectContext['work']
  #orders: unknown[] = []
  #serving: Promise<void> | undefined
  #closing: Promise<unknown[]> | undefined

  constructor(work: SubjectContext['work']) {
    this.#work = work
  }

  place(order: unknown): void {
    if (this.#closing) throw new Error('the desk is closed')
    this.#orders.push(order)
    this.#serving ??= this.#serve()
  }

  async #serve(): Promise<void> {
    await Promise.resolve()
    while (this.#orders.length > 0) {
      const order = this.#orders.shift()
      try {
        await this.#work(undefined, order)
      } catch (error) {
        console.error('order failed', error)
      }
    }
    this.#serving = undefined
  }

  /** Resolves to the orders that were not begun. */
  close(): Promise<unknown[]> {
    this.#closing ??= this.#end(this.#orders.splice(0))
    return this.#closing
  }

  async #end(left: unknown[]): Promise<unknown[]> {
    await this.#serving
    return left
  }
}

export const subject: Subject<OrderDesk> = {
  name: 'OrderDesk',
  ownership: 'owned',
  intervalMs: 1000,
  create: ({ work }) => new OrderDesk(work),
  submit: (desk, order) => desk.place(order),
  shutdown: (desk) => desk.close(),
  profile: 'graceful',
  capabilities: { backlog: true },
}
