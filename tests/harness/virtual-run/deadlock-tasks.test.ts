// Bodies that can never end: each must be named, with the await, the promise and the remedy.
import { EventEmitter, on, once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { Mutex } from './stuck/mutex.ts'
import { Service } from './stuck/service.ts'
import { waitElsewhere } from './stuck/wait-elsewhere.ts'
import { readVerdict } from './stuck/read-verdict.ts'

const before = new Promise<void>(() => {})

describe('a deadlock between tasks', () => {
  test('a promise that nobody settles', async () => {
    const text = await readVerdict(async () => {
      await sleep(3000)
      await new Promise(() => {})
    })
    expect(text).toMatchInlineSnapshot(`
      "[DEADLOCK] at 3000 ms of virtual time: the body awaits a promise that nothing can settle
        await    here
        promise  new Promise() at here
        timers   none
        Hint: settle that promise on every path, or bound the wait with a timeout or a signal. See node_modules/vitest-shutdown/docs/deadlock.md"
    `)
  })

  test('in a function of another file', async () => {
    expect(await readVerdict(async () => waitElsewhere())).toMatchInlineSnapshot(`
      "[DEADLOCK] at 0 ms of virtual time: the body awaits a promise that nothing can settle
        await    waitElsewhere (tests/harness/virtual-run/stuck/wait-elsewhere.ts:3:9)
        promise  new Promise() at waitElsewhere (tests/harness/virtual-run/stuck/wait-elsewhere.ts:3:9)
        timers   none
        Hint: settle that promise on every path, or bound the wait with a timeout or a signal. See node_modules/vitest-shutdown/docs/deadlock.md"
    `)
    expect(
      await readVerdict(async () => {
        await waitElsewhere()
      }),
    ).toMatchInlineSnapshot(`
      "[DEADLOCK] at 0 ms of virtual time: the body awaits a promise that nothing can settle
        await    waitElsewhere (tests/harness/virtual-run/stuck/wait-elsewhere.ts:3:9)
        from     here
        promise  new Promise() at waitElsewhere (tests/harness/virtual-run/stuck/wait-elsewhere.ts:3:9)
        timers   none
        Hint: settle that promise on every path, or bound the wait with a timeout or a signal. See node_modules/vitest-shutdown/docs/deadlock.md"
    `)
  })

  test('two tasks that await each other', async () => {
    const text = await readVerdict(async () => {
      const tasks: Promise<void>[] = []
      async function first(): Promise<void> {
        await sleep(1)
        await tasks[1]
      }
      async function second(): Promise<void> {
        await sleep(1)
        await tasks[0]
      }
      tasks.push(first(), second())
      await Promise.all(tasks)
    })
    expect(text).toMatchInlineSnapshot(`
      "[DEADLOCK] at 1 ms of virtual time: the body awaits a promise that waits for itself
        await    second (here)
        and      first (here)
        from     here
        through  Promise.all(), of which 1 more is pending
        timers   none
        Hint: break the cycle: let one of these continue without the other. See node_modules/vitest-shutdown/docs/deadlock.md"
    `)
  })

  test('a shutdown that awaits its own caller', async () => {
    const text = await readVerdict(async () => {
      const service = new Service((own) => own.shutdown())
      await service.shutdown()
    })
    expect(text).toMatchInlineSnapshot(`
      "[DEADLOCK] at 1000 ms of virtual time: the body awaits a promise that waits for itself
        await    Service.shutdown (tests/harness/virtual-run/stuck/service.ts:17:16)
        and      Service.#run (tests/harness/virtual-run/stuck/service.ts:13:11)
        from     Service.shutdown (tests/harness/virtual-run/stuck/service.ts:17:16)
        from     here
        timers   none
        Hint: break the cycle: let one of these continue without the other. See node_modules/vitest-shutdown/docs/deadlock.md"
    `)
  })

  test('an event that is not emitted again', async () => {
    const text = await readVerdict(async () => {
      const emitter = new EventEmitter()
      emitter.emit('ready')
      await once(emitter, 'ready')
    })
    expect(text).toMatchInlineSnapshot(`
      "[DEADLOCK] at 0 ms of virtual time: the body awaits a promise that nothing can settle
        await    here
        promise  once() of node:events at here
        timers   none
        Hint: settle that promise on every path, or bound the wait with a timeout or a signal. See node_modules/vitest-shutdown/docs/deadlock.md"
    `)
  })

  test('events that do not go on', async () => {
    const text = await readVerdict(async () => {
      const emitter = new EventEmitter()
      setTimeout(() => emitter.emit('item', 1), 10)
      for await (const _ of on(emitter, 'item')) void _
    })
    expect(text).toMatchInlineSnapshot(`
      "[DEADLOCK] at 10 ms of virtual time: the body awaits a promise that nothing can settle
        await    here
        promise  next() of node:events at here
        timers   none
        Hint: settle that promise on every path, or bound the wait with a timeout or a signal. See node_modules/vitest-shutdown/docs/deadlock.md"
    `)
  })

  test('a lock that is not released', async () => {
    const text = await readVerdict(async () => {
      const mutex = new Mutex()
      await mutex.acquire()
      await mutex.acquire()
    })
    expect(text).toMatchInlineSnapshot(`
      "[DEADLOCK] at 0 ms of virtual time: the body awaits a promise that nothing can settle
        await    Mutex.acquire (tests/harness/virtual-run/stuck/mutex.ts:11:5)
        from     here
        promise  new Promise() at Mutex.acquire (tests/harness/virtual-run/stuck/mutex.ts:8:18)
        timers   none
        Hint: settle that promise on every path, or bound the wait with a timeout or a signal. See node_modules/vitest-shutdown/docs/deadlock.md"
    `)
  })

  test('a promise from before', async () => {
    const text = await readVerdict(async () => {
      await before
    })
    expect(text).toMatchInlineSnapshot(`
      "[DEADLOCK] at 0 ms of virtual time: the body awaits a promise that nothing can settle
        await    here
        promise  a promise from before
        timers   none
        Hint: settle that promise on every path, or bound the wait with a timeout or a signal. See node_modules/vitest-shutdown/docs/deadlock.md"
    `)
  })
})
