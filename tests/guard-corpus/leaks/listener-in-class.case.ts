// @case {"leaks":[{"test":"Service > starts","kind":"listener","marks":["sigterm"]},{"test":"Service > starts","kind":"timer","marks":["beat"]}],"note":"a service that shuts down gracefully: the signal listener and the timer both stay when nobody stops it"}
import { describe, expect, test } from 'vitest'

class Service {
  #timer: NodeJS.Timeout | undefined
  readonly #onSignal = (): void => this.stop()

  start(): void {
    process.once('SIGTERM', this.#onSignal) // <- leak sigterm
    this.#timer = setInterval(() => {}, 1000) // <- leak beat
  }

  stop(): void {
    process.off('SIGTERM', this.#onSignal)
    clearInterval(this.#timer)
  }
}

describe('Service', () => {
  test('starts', () => {
    const service = new Service()
    service.start()
    expect(service).toBeDefined()
  })

  test('stops', () => {
    const service = new Service()
    service.start()
    service.stop()
    expect(service).toBeDefined()
  })
})
