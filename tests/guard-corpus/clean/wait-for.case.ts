// @case {"note":"vi.waitFor and vi.waitUntil, with fake timers as well"}
import { afterEach, expect, test, vi } from 'vitest'

afterEach(() => {
  vi.useRealTimers()
})

test('waitFor', async () => {
  let tries = 0
  await vi.waitFor(() => expect(++tries).toBe(3), { interval: 5, timeout: 5000 })
})

test('waitUntil', async () => {
  let tries = 0
  expect(await vi.waitUntil(() => ++tries > 3 && tries, { interval: 5 })).toBe(4)
})

test('waitFor under fake timers', async () => {
  vi.useFakeTimers()
  let tries = 0
  await vi.waitFor(() => expect(++tries).toBe(3))
})

test('waitFor that gives up', async () => {
  const waiting = vi.waitFor(() => expect(1).toBe(2), { interval: 5, timeout: 30 })
  await expect(waiting).rejects.toThrow('expected 1 to be 2')
})
