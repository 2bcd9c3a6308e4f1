// @case {"note":"timers of every import form, cleared in every way"}
import nodeTimers, { clearTimeout as clearNode, setTimeout as setNode } from 'node:timers'
import { setInterval as ticks, setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'

test('by its object, its number, its methods', () => {
  clearTimeout(setTimeout(() => {}, 1000))
  clearInterval(setTimeout(() => {}, 1000))
  clearTimeout(setInterval(() => {}, 1000))
  clearTimeout(Number(setTimeout(() => {}, 1000)))
  setInterval(() => {}, 1000).close()
  clearImmediate(setImmediate(() => {}))
  expect(1).toBe(1)
})

test('across import forms', () => {
  clearNode(setTimeout(() => {}, 1000))
  clearTimeout(setNode(() => {}, 1000))
  nodeTimers.clearInterval(nodeTimers.setInterval(() => {}, 1000).unref())
  expect(1).toBe(1)
})

test('by an abort', async () => {
  const controller = new AbortController()
  const waiting = sleep(30_000, undefined, { signal: controller.signal })
  controller.abort()
  await expect(waiting).rejects.toThrow('aborted')
})

test('by leaving the loop', async () => {
  let turns = 0
  for await (const turn of ticks(1, 'turn')) {
    expect(turn).toBe('turn')
    if (++turns === 3) break
  }
})

test('from its own callback', async () => {
  let runs = 0
  await new Promise<void>((resolve) => {
    const timer = setInterval(() => {
      if (++runs < 3) return
      clearInterval(timer)
      resolve()
    }, 1)
  })
  expect(runs).toBe(3)
})

test('many', () => {
  const timers = Array.from({ length: 300 }, () => setInterval(() => {}, 1000))
  for (const timer of timers) clearInterval(timer)
  expect(timers).toHaveLength(300)
})

test('restarted', () => {
  const timer = setTimeout(() => {}, 1000)
  timer.refresh()
  timer.unref()
  timer.ref()
  clearTimeout(timer)
  expect(timer.hasRef()).toBe(true)
})
