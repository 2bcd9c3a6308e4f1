// @case {"note":"promises that never settle and nobody holds, losers of a race, un-awaited ones"}
import { expect, test } from 'vitest'

test('never settles', () => {
  void new Promise(() => {})
  void Promise.all([new Promise(() => {}), Promise.resolve(1)])
  expect(1).toBe(1)
})

test('loses a race', async () => {
  const loser = new Promise(() => {})
  expect(await Promise.race([Promise.resolve(7), loser])).toBe(7)
})

test('loses a race and clears its timer', async () => {
  let timer: NodeJS.Timeout | undefined
  const deadline = new Promise((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('too late')), 30_000)
  })
  try {
    expect(await Promise.race([Promise.resolve(7), deadline])).toBe(7)
  } finally {
    clearTimeout(timer)
  }
})

test('is not awaited', () => {
  void (async () => {
    for (let i = 0; i < 20; i++) await Promise.resolve()
  })()
  expect(1).toBe(1)
})
