// @case {"leaks":[{"test":"is quicker than the deadline","kind":"timer"}],"note":"the usual withTimeout() that forgets its timer when the work wins"}
import { expect, test } from 'vitest'

async function withTimeout<T>(work: Promise<T>, ms: number): Promise<T> {
  const deadline = new Promise<never>((_resolve, reject) => {
    setTimeout(() => reject(new Error('too late')), ms) // <- leak
  })
  return Promise.race([work, deadline])
}

test('is quicker than the deadline', async () => {
  expect(await withTimeout(Promise.resolve(7), 30_000)).toBe(7)
})

test('meets the deadline', async () => {
  await expect(withTimeout(new Promise(() => {}), 3)).rejects.toThrow('too late')
})
