// @case {"leaks":[{"test":"runs until it is told to stop","kind":"timer"}],"note":"a loop that only an abort stops, and nobody aborts"}
import { expect, test } from 'vitest'

function repeat(work: () => void, ms: number, signal: AbortSignal): void {
  const timer = setInterval(work, ms) // <- leak
  signal.addEventListener('abort', () => clearInterval(timer), { once: true })
}

test('stops when told', () => {
  const controller = new AbortController()
  repeat(() => {}, 200, controller.signal)
  controller.abort()
  expect(controller.signal.aborted).toBe(true)
})

test('runs until it is told to stop', () => {
  const controller = new AbortController()
  let runs = 0
  repeat(() => runs++, 200, controller.signal)
  expect(runs).toBe(0)
})
