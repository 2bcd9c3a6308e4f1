import { test } from 'vitest'
import { later, loop, wait } from 'fake-loop'

test('a loop of awaits', async () => {
  await new Promise<void>((resolve) => {
    void loop((round) => round === 'last' && resolve())
  })
})

test('a job of its own', async () => {
  later(60_107)
  await Promise.resolve()
})

test('a job of its own, after another timer of the package has fired', async () => {
  await wait()
  later(60_108)
  await Promise.resolve()
})

test('a job of its own, after a timer of the test has fired', async () => {
  await new Promise((resolve) => {
    setTimeout(resolve, 1)
  })
  later(60_109)
  await Promise.resolve()
})
