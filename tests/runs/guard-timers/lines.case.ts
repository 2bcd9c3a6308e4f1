import { test } from 'vitest'
import { request } from 'fake-sdk'
import { idle } from './idle.ts'

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
const giveUpAfter = (): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, 1001)
  })

test('polls a few times, then races against a limit', async () => {
  for (let turn = 0; turn < 5; turn += 1) await sleep(5)
  await Promise.race([Promise.resolve(), giveUpAfter()])
})

test('polls slowly, then races against a limit', async () => {
  for (let turn = 0; turn < 3; turn += 1) await Promise.race([sleep(100), Promise.resolve()])
  await sleep(120)
  await Promise.race([Promise.resolve(), giveUpAfter()])
})

test.each([1, 5, 8, 12, 16, 24, 40])('a timer of a package after %i of its own', async (count) => {
  for (let turn = 0; turn < count; turn += 1) await sleep(1)
  for (let turn = 0; turn < count; turn += 1) clearTimeout(setTimeout(idle, 1002))
  await request()
})

test('leaks the last of a thousand', () => {
  for (let turn = 0; turn < 999; turn += 1) clearTimeout(setTimeout(idle, 1003))
  setTimeout(idle, 1004)
})

test('leaks two of a thousand with one callback', () => {
  const timers = Array.from({ length: 1000 }, () => setTimeout(idle, 1005))
  const other = setTimeout(idle, 1006)
  for (const timer of timers.slice(1)) clearTimeout(timer)
  other.refresh()
})
