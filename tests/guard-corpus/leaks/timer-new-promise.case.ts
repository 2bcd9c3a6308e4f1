// @case {"leaks":[{"test":"gives up waiting","kind":"timer"}],"note":"new Promise(r => setTimeout(r, n)): the callback of the timer is native"}
import { expect, test } from 'vitest'

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms)) // <- leak
}

test('waits', async () => {
  await sleep(1)
  expect(1).toBe(1)
})

test('gives up waiting', async () => {
  const winner = await Promise.race([sleep(1).then(() => 'quick'), sleep(25_000)])
  expect(winner).toBe('quick')
})
