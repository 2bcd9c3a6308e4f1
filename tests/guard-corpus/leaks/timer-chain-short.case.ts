// @case {"leaks":[{"test":"keeps the beat","kind":"timer"}],"note":"every single timeout fires within any settle, but each arms the next one"}
import { expect, test } from 'vitest'
import { pause } from '../support/pause.ts'

class Metronome {
  beats = 0
  running = false

  beat(): void {
    this.beats++
    setTimeout(() => this.beat(), 5) // <- leak
  }
}

test('keeps the beat', async () => {
  const metronome = new Metronome()
  metronome.beat()
  await pause(20)
  expect(metronome.beats).toBeGreaterThan(1)
})

test('neighbour that takes a while', async () => {
  await pause(40)
  expect(1).toBe(1)
})
