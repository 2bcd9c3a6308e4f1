import { restore, stub, useFakeTimers } from 'sinon'
import { afterEach, expect, test, vi } from 'vitest'
import { idle } from './idle.ts'

const realSetInterval = setInterval

afterEach(() => {
  restore()
  vi.useRealTimers()
})

test('sinon: fake ones that are left pending', async () => {
  const clock = useFakeTimers()
  setInterval(idle, 1000)
  setTimeout(idle, 60_000)
  await clock.tickAsync(3000)
  expect(Date.now()).toBe(3000)
})

test('sinon: a clock that goes on by itself', async () => {
  useFakeTimers({ shouldAdvanceTime: true })
  await new Promise((resolve) => setTimeout(resolve, 30))
})

test('sinon: a stub in the place of setTimeout()', () => {
  const stubbed = stub(globalThis, 'setTimeout')
  setTimeout(idle, 1000)
  expect(stubbed.callCount).toBe(1)
})

test('sinon: leaks a real one', () => {
  useFakeTimers()
  realSetInterval(idle, 1001)
})

test('vi: fake ones that are left pending', async () => {
  vi.useFakeTimers()
  setInterval(idle, 1000)
  await vi.advanceTimersByTimeAsync(3000)
})

test('vi: a clock that goes on by itself', async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true })
  await new Promise((resolve) => setTimeout(resolve, 30))
})

test('vi: leaks one behind a spy', () => {
  vi.spyOn(globalThis, 'setTimeout')
  setTimeout(idle, 1002)
  vi.restoreAllMocks()
})
