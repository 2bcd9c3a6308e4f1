// @case {"note":"concurrent tests that hold things while others end"}
import { createServer } from 'node:http'
import { describe, expect, test } from 'vitest'
import { pause } from '../support/pause.ts'
import { portOf } from '../support/port-of.ts'

describe.concurrent('at once', () => {
  test('is over at once', () => {
    expect(1).toBe(1)
  })

  test('holds a server', async () => {
    const server = createServer((_request, response) => response.end('ok'))
    server.listen(0, '127.0.0.1')
    const response = await fetch(`http://127.0.0.1:${await portOf(server)}/`)
    expect(await response.text()).toBe('ok')
    await pause(100)
    server.close()
  })

  test('holds a timer', async () => {
    const timer = setInterval(() => {}, 5)
    await pause(150)
    clearInterval(timer)
    expect(1).toBe(1)
  })

  test('opens and closes many', async () => {
    for (let i = 0; i < 20; i++) {
      const timer = setTimeout(() => {}, 30_000)
      await pause(2)
      clearTimeout(timer)
    }
    expect(1).toBe(1)
  })
})
