// @case {"leaks":[{"test":"takes two values","kind":"timer"}],"note":"opened in an async generator that is left waiting, its finally never runs"}
import { expect, test } from 'vitest'

async function* countUp(): AsyncGenerator<number> {
  const timer = setInterval(() => {}, 1000) // <- leak
  try {
    for (let i = 0; ; i++) yield i
  } finally {
    clearInterval(timer)
  }
}

test('takes two values and breaks', async () => {
  for await (const value of countUp()) if (value === 1) break
  expect(1).toBe(1)
})

test('takes two values', async () => {
  const numbers = countUp()
  await numbers.next()
  expect((await numbers.next()).value).toBe(1)
})
