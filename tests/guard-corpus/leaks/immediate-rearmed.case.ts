// @case {"leaks":[{"test":"spins","kind":"immediate"}],"note":"an immediate that schedules itself again for ever"}
import { expect, test } from 'vitest'

class Spinner {
  turns = 0

  spin(): void {
    this.turns++
    setImmediate(() => this.spin()) // <- leak
  }
}

test('spins once', async () => {
  await new Promise((resolve) => setImmediate(resolve))
  expect(1).toBe(1)
})

test('spins', async () => {
  const spinner = new Spinner()
  spinner.spin()
  await new Promise((resolve) => setImmediate(resolve))
  expect(spinner.turns).toBeGreaterThan(0)
})
