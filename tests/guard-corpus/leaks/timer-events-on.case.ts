// @case {"leaks":[{"test":"listens to three ticks","kind":"timer"}],"note":"the loop over events.on() ends, the ticker behind it does not"}
import { EventEmitter, on } from 'node:events'
import { expect, test } from 'vitest'

class Ticker extends EventEmitter {
  constructor() {
    super()
    setInterval(() => this.emit('tick'), 4) // <- leak
  }
}

test('listens to three ticks', async () => {
  const ticker = new Ticker()
  let ticks = 0
  for await (const event of on(ticker, 'tick')) {
    expect(event).toEqual([])
    if (++ticks === 3) break
  }
  expect(ticks).toBe(3)
})

test('neighbour', () => {
  expect(1).toBe(1)
})
