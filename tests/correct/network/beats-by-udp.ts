import dgram from 'node:dgram'
import { PollingManager, pollingSubject } from '../../broken/bases/polling-manager.ts'

/** Sends a beat by UDP before each run, and a last one. */
class BeatsByUdp extends PollingManager {
  readonly #socket = dgram.createSocket('udp4')

  protected override ask(): Promise<void> {
    return this.#send('beat')
  }

  #send(text: string): Promise<void> {
    return new Promise((resolve, reject) => {
      const onSent = (error: Error | null): void => (error ? reject(error) : resolve())
      this.#socket.send(text, 8125, 'stats.test', onSent)
    })
  }

  protected override async settle(): Promise<void> {
    await super.settle()
    await this.#send('last').catch(() => {})
    this.#socket.close()
  }

  protected override abort(): void {
    super.abort()
    this.#socket.close()
  }
}

export const subject = {
  ...pollingSubject('beats-by-udp', BeatsByUdp),
  network: { 'stats.test:8125': () => {} },
}
