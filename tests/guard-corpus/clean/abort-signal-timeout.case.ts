// @case {"note":"AbortSignal.timeout has an internal unref'd timer that nobody can clear"}
import { expect, test } from 'vitest'

test('is far away', () => {
  const signal = AbortSignal.timeout(60_000)
  expect(signal.aborted).toBe(false)
})

test('is combined', () => {
  const controller = new AbortController()
  const signal = AbortSignal.any([controller.signal, AbortSignal.timeout(60_000)])
  controller.abort()
  expect(signal.aborted).toBe(true)
})

test('is kept by a listener', () => {
  const signal = AbortSignal.timeout(60_000)
  signal.addEventListener('abort', () => {})
  expect(signal.aborted).toBe(false)
})
