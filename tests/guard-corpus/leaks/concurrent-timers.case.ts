// @case {"leaks":[{"test":"jobs > b","kind":"timer","marks":["job"]},{"test":"jobs > d","kind":"timer","marks":["job"]},{"test":"jobs > e","kind":"timer","marks":["callback"]}],"note":"three leak, four do not, all at once through the same helper"}
import { describe, expect, test } from 'vitest'
import { pause } from '../support/pause.ts'

async function job(stops: boolean, ms: number): Promise<void> {
  await pause(ms)
  const timer = setInterval(() => {}, 1000) // <- leak job
  await pause(ms)
  if (stops) clearInterval(timer)
}

describe.concurrent('jobs', () => {
  test('a', async () => {
    await job(true, 40)
    expect(1).toBe(1)
  })

  test('b', async () => {
    await job(false, 5)
    expect(1).toBe(1)
  })

  test('c', async () => {
    await job(true, 10)
    expect(1).toBe(1)
  })

  test('d', async () => {
    await job(false, 30)
    await pause(20)
    expect(1).toBe(1)
  })

  test('e', async () => {
    await new Promise<void>((resolve) => {
      setTimeout(() => {
        setInterval(() => {}, 2000) // <- leak callback
        resolve()
      }, 15)
    })
    await pause(30)
    expect(1).toBe(1)
  })

  test('f', () => {
    expect(1).toBe(1)
  })

  test('g', async () => {
    await pause(120)
    expect(1).toBe(1)
  })
})
