// Bodies that can never end: each must be named, with the await, the promise and the remedy.
import { createInterface } from 'node:readline'
import { PassThrough } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { waitElsewhere } from './stuck/wait-elsewhere.ts'
import { readVerdict } from './stuck/read-verdict.ts'

const before = new Promise<void>(() => {})

describe('a deadlock on a promise', () => {
  test('one member of Promise.all', async () => {
    const text = await readVerdict(async () => {
      async function hang(): Promise<void> {
        await new Promise<void>(() => {})
      }
      await Promise.all([sleep(5), hang(), sleep(7)])
    })
    expect(text).toMatchInlineSnapshot(`
      "[DEADLOCK] at 7 ms of virtual time: the body awaits a promise that nothing can settle
        await    hang (here)
        from     here
        through  Promise.all()
        promise  new Promise() at hang (here)
        timers   none
        Hint: settle that promise on every path, or bound the wait with a timeout or a signal. See node_modules/vitest-shutdown/docs/deadlock.md"
    `)
  })

  test('two members of Promise.allSettled', async () => {
    const text = await readVerdict(async () => {
      await Promise.allSettled([waitElsewhere(), sleep(5), before])
    })
    expect(text).toMatchInlineSnapshot(`
      "[DEADLOCK] at 5 ms of virtual time: the body awaits a promise that nothing can settle
        await    waitElsewhere (tests/harness/virtual-run/stuck/wait-elsewhere.ts:3:9)
        from     here
        through  Promise.allSettled(), of which 1 more is pending
        promise  new Promise() at waitElsewhere (tests/harness/virtual-run/stuck/wait-elsewhere.ts:3:9)
        timers   none
        Hint: settle that promise on every path, or bound the wait with a timeout or a signal. See node_modules/vitest-shutdown/docs/deadlock.md"
    `)
  })

  test('a generator that yields no more', async () => {
    const text = await readVerdict(async () => {
      async function* items(): AsyncGenerator<number> {
        yield 1
        await sleep(5)
        yield 2
        await new Promise(() => {})
      }
      for await (const _ of items()) void _
    })
    expect(text).toMatchInlineSnapshot(`
      "[DEADLOCK] at 5 ms of virtual time: the body awaits a promise that nothing can settle
        await    items (here)
        from     here
        promise  new Promise() at items (here)
        timers   none
        Hint: settle that promise on every path, or bound the wait with a timeout or a signal. See node_modules/vitest-shutdown/docs/deadlock.md"
    `)
  })

  test('a stream that nobody ends', async () => {
    const text = await readVerdict(async () => {
      for await (const _ of createInterface({ input: new PassThrough() })) void _
    })
    expect(text).toMatchInlineSnapshot(`
      "[DEADLOCK] at 0 ms of virtual time: the body awaits a promise that nothing can settle
        await    here
        promise  next() of node:events at here
        timers   none
        Hint: settle that promise on every path, or bound the wait with a timeout or a signal. See node_modules/vitest-shutdown/docs/deadlock.md"
    `)
  })

  test('a callback of then() that returns a promise', async () => {
    const text = await readVerdict(async () => {
      await Promise.resolve().then(() => new Promise(() => {}))
    })
    expect(text).toMatchInlineSnapshot(`
      "[DEADLOCK] at 0 ms of virtual time: the body awaits a promise that nothing can settle
        await    here
        promise  new Promise() at here
        timers   none
        Hint: settle that promise on every path, or bound the wait with a timeout or a signal. See node_modules/vitest-shutdown/docs/deadlock.md"
    `)
  })

  test('a thenable that does not call back', async () => {
    const text = await readVerdict(async () => {
      await ({ then() {} } as unknown)
    })
    expect(text).toMatchInlineSnapshot(`
      "[DEADLOCK] at 0 ms of virtual time: the body awaits a promise that nothing can settle
        await    here
        promise  an object with then() that does not call back, at here
        timers   none
        Hint: settle that promise on every path, or bound the wait with a timeout or a signal. See node_modules/vitest-shutdown/docs/deadlock.md"
    `)
  })

  test('a body that returns the promise', async () => {
    expect(await readVerdict(() => new Promise(() => {}))).toMatchInlineSnapshot(`
      "[DEADLOCK] at 0 ms of virtual time: the body awaits a promise that nothing can settle
        promise  new Promise() at here
        timers   none
        Hint: settle that promise on every path, or bound the wait with a timeout or a signal. See node_modules/vitest-shutdown/docs/deadlock.md"
    `)
  })

  test('the third round of a loop', async () => {
    const text = await readVerdict(async () => {
      for (let n = 0; ; n += 1) {
        await sleep(10)
        if (n === 2) await new Promise(() => {})
      }
    })
    expect(text).toMatchInlineSnapshot(`
      "[DEADLOCK] at 30 ms of virtual time: the body awaits a promise that nothing can settle
        await    here
        promise  new Promise() at here
        timers   none
        Hint: settle that promise on every path, or bound the wait with a timeout or a signal. See node_modules/vitest-shutdown/docs/deadlock.md"
    `)
  })

  test('the one of many calls of a function that hangs', async () => {
    const text = await readVerdict(async () => {
      async function work(n: number): Promise<void> {
        await sleep(n)
        if (n === 3) await new Promise(() => {})
        await sleep(1)
      }
      for (const n of [1, 2, 3, 4]) await work(n)
    })
    expect(text).toMatchInlineSnapshot(`
      "[DEADLOCK] at 8 ms of virtual time: the body awaits a promise that nothing can settle
        await    work (here)
        from     here
        promise  new Promise() at work (here)
        timers   none
        Hint: settle that promise on every path, or bound the wait with a timeout or a signal. See node_modules/vitest-shutdown/docs/deadlock.md"
    `)
  })
})
