// @case {"leaks":[{"test":"group > two","kind":"timer"}],"note":"concurrent tests with a beforeEach that opens and a body that closes, but for one"}
import { beforeEach, describe, expect, test } from 'vitest'
import { pause } from '../support/pause.ts'

const timers = new Map<string, NodeJS.Timeout>()

describe.concurrent('group', () => {
  beforeEach(async ({ task }) => {
    await pause(2)
    const timer = setInterval(() => {}, 1000) // <- leak
    timers.set(task.name, timer)
  })

  test('one', async ({ task }) => {
    await pause(10)
    clearInterval(timers.get(task.name))
    expect(1).toBe(1)
  })

  test('two', async () => {
    await pause(5)
    expect(1).toBe(1)
  })

  test('three', async ({ task }) => {
    await pause(20)
    clearInterval(timers.get(task.name))
    expect(1).toBe(1)
  })
})
