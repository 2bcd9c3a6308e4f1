import { createServer } from 'node:http'
import { setImmediate as turn } from 'node:timers/promises'
import { describe, test } from 'vitest'
import { idle } from './idle.ts'

/** Lets the siblings go on. */
async function pause(): Promise<void> {
  for (let i = 0; i < 5; i++) await turn()
}

describe.concurrent('siblings', () => {
  test('leaks a timer after awaits', async () => {
    await pause()
    setInterval(idle, 1001)
    await pause()
  })

  test('is clean after awaits', async () => {
    await pause()
    const timer = setInterval(idle, 1002)
    await pause()
    clearInterval(timer)
  })

  test('leaks a server', async () => {
    await pause()
    const server = createServer()
    server.listen(0)
    await pause()
  })

  test.for(['a', 'b'])('row %s', async (row) => {
    await pause()
    const timer = setInterval(idle, 1003)
    await pause()
    if (row === 'a') clearInterval(timer)
  })

  test('leaks from a callback', async () => {
    await pause()
    setTimeout(() => setInterval(idle, 1004), 1)
    await new Promise((resolve) => {
      setTimeout(resolve, 10)
    })
  })
})

test('is clean after the siblings', () => {})
