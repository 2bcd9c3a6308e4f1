// @case {"leaks":[{"test":"may be started twice","kind":"timer"}],"note":"the second start loses the first timer; stop() ends only the last one"}
import { expect, test } from 'vitest'

class Heartbeat {
  beats = 0
  #timer: NodeJS.Timeout | undefined

  start(): void {
    this.#timer = setInterval(() => this.beats++, 10_000) // <- leak
  }

  stop(): void {
    clearInterval(this.#timer)
  }
}

test('starts once', () => {
  const heartbeat = new Heartbeat()
  heartbeat.start()
  heartbeat.stop()
  expect(heartbeat.beats).toBe(0)
})

test('may be started twice', () => {
  const heartbeat = new Heartbeat()
  heartbeat.start()
  heartbeat.start()
  heartbeat.stop()
  expect(heartbeat.beats).toBe(0)
})
