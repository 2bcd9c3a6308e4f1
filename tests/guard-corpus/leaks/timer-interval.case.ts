// @case {"leaks":[{"test":"Poller > polls at once","kind":"timer"}],"note":"the plain case: a class that is started and never stopped"}
import { afterEach, describe, expect, test } from 'vitest'

class Poller {
  polls = 0
  #timer: NodeJS.Timeout | undefined

  start(): void {
    this.polls++
    this.#timer = setInterval(() => this.polls++, 1000) // <- leak
  }

  stop(): void {
    clearInterval(this.#timer)
  }
}

describe('Poller', () => {
  let seen = 0
  afterEach(() => {
    seen++
  })

  test('does nothing before it is started', () => {
    expect(new Poller().polls).toBe(0)
  })

  test('polls at once', () => {
    const poller = new Poller()
    poller.start()
    expect(poller.polls).toBe(1)
  })

  test('can be stopped', () => {
    const poller = new Poller()
    poller.start()
    poller.stop()
    expect(seen).toBe(2)
  })
})
