// @case {"leaks":[{"test":"mixed > in parallel two","kind":"timer","marks":["parallel"]},{"test":"mixed > in order one","kind":"timer","marks":["order"]},{"test":"after","kind":"timer","marks":["after"]}],"note":"sequential tests within a concurrent describe, and a sequential one after the group"}
import { describe, expect, test } from 'vitest'
import { pause } from '../support/pause.ts'

describe.concurrent('mixed', () => {
  test('in parallel one', async () => {
    const timer = setInterval(() => {}, 1000)
    await pause(25)
    clearInterval(timer)
    expect(1).toBe(1)
  })

  test('in parallel two', async () => {
    await pause(10)
    setInterval(() => {}, 1000) // <- leak parallel
    await pause(1)
    expect(1).toBe(1)
  })

  test('in order one', { concurrent: false }, async () => {
    await pause(1)
    setInterval(() => {}, 1000) // <- leak order
    expect(1).toBe(1)
  })

  test('in order two', { concurrent: false }, async () => {
    await pause(1)
    expect(1).toBe(1)
  })
})

test('after', async () => {
  await pause(1)
  setInterval(() => {}, 1000) // <- leak after
  expect(1).toBe(1)
})
