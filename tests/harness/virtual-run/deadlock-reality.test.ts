// Bodies that can never end: each must be named, with the await, the promise and the remedy.
import { once } from 'node:events'
import { createServer } from 'node:http'
import { connect, createServer as createTcpServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { real } from '../../../harness/platform/real-time.ts'
import { readVerdict } from './stuck/read-verdict.ts'

describe('a deadlock beside something real', () => {
  test('beside a server that rests', async () => {
    const text = await readVerdict(async () => {
      const server = createServer().listen(0, '127.0.0.1')
      try {
        await once(server, 'listening')
        await new Promise(() => {})
      } finally {
        server.close()
      }
    })
    expect(text).toMatchInlineSnapshot(`
      "[DEADLOCK] at 0 ms of virtual time: the body awaits a promise that nothing can settle
        await    here
        promise  new Promise() at here
        timers   none
        open     TCP server
        Hint: settle that promise on every path, or bound the wait with a timeout or a signal. See node_modules/vitest-shutdown/docs/deadlock.md"
    `)
  })

  test('a connection on which nothing comes', async () => {
    const server = createTcpServer()
    const text = await readVerdict(async () => {
      server.listen(0, '127.0.0.1')
      await once(server, 'listening')
      const address = server.address()
      const client = connect(address === null || typeof address === 'string' ? 0 : address.port)
      await once(client, 'data')
    })
    server.close()
    expect(text).toMatchInlineSnapshot(`
      "[DEADLOCK] at 0 ms of virtual time: the body awaits a promise that nothing can settle
        await    here
        promise  once() of node:events at here
        timers   none
        open     TCP server
                 TCP socket, here
                 TCP socket
        Hint: settle that promise on every path, or bound the wait with a timeout or a signal. See node_modules/vitest-shutdown/docs/deadlock.md"
    `)
  })

  test('a time that does not come, since time stands', async () => {
    const text = await readVerdict(async ({ clock }) => {
      clock.autoAdvance = false
      await sleep(5000)
    })
    expect(text).toMatchInlineSnapshot(`
      "[DEADLOCK] at 0 ms of virtual time: the body awaits a timer, but time does not advance
        await    here
        promise  the promise of a timer at here
        timers   timeout of 5000 ms, due in 5000 ms (timers/promises setTimeout), here
        Hint: time does not advance because clock.autoAdvance is false: set it to true, or await clock.advance(ms). See node_modules/vitest-shutdown/docs/deadlock.md"
    `)
  })

  test('with a native timer that escaped the clock', async () => {
    const text = await readVerdict(async () => {
      real.setTimeout(() => {}, 1)
      await new Promise(() => {})
    })
    expect(text).toMatchInlineSnapshot(`
      "[DEADLOCK] at 0 ms of virtual time: the body awaits a promise that nothing can settle
        await    here
        promise  new Promise() at here
        timers   none
        escaped  setTimeout (node:timers), here
        Hint: settle that promise on every path, or bound the wait with a timeout or a signal. See node_modules/vitest-shutdown/docs/deadlock.md"
    `)
  })
})
