import { EventEmitter } from 'node:events'

/** Handles the events of a bus that others own. */
export class OrderListener {
  private readonly onOrder = (order: unknown) => {
    this.pending = this.pending.then(() => this.handle(order)).catch(() => {})
  }
  private pending: Promise<void> = Promise.resolve()

  constructor(
    private readonly bus: EventEmitter,
    private readonly handle: (order: unknown) => Promise<void>,
  ) {
    bus.on('order', this.onOrder)
  }

  async stop(): Promise<void> {
    this.bus.off('order', this.onOrder)
    await this.pending
  }
}
