// @case {"note":"events.on and once over a ticker that is stopped; iterators that are returned"}
import { EventEmitter, on, once } from 'node:events'
import { expect, test } from 'vitest'

class Ticker extends EventEmitter {
  readonly #timer = setInterval(() => this.emit('tick'), 2)

  stop(): void {
    clearInterval(this.#timer)
  }
}

test('breaks and stops', async () => {
  const ticker = new Ticker()
  for await (const event of on(ticker, 'tick')) {
    expect(event).toEqual([])
    break
  }
  ticker.stop()
})

test('is aborted', async () => {
  const controller = new AbortController()
  const ticker = new Ticker()
  const waiting = once(ticker, 'tack', { signal: controller.signal })
  controller.abort()
  ticker.stop()
  await expect(waiting).rejects.toThrow('aborted')
})
