// Bodies that stay where they are, while something else goes on without end.
import { setInterval as ticks, setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'

import { readVerdict } from './stuck/read-verdict.ts'

describe('a livelock', () => {
  test('an interval', async () => {
    const text = await readVerdict(
      async () => {
        setInterval(() => {}, 1000)
        await new Promise(() => {})
      },
      { maxIdleFires: 100 },
    )
    expect(text).toMatchInlineSnapshot(`
      "[LIVELOCK] an interval of 1000 ms goes on forever while the body makes no progress: 100 timers fired from 100 s to 200 s of virtual time
        await    here
        promise  new Promise() at here
        timers   interval of 1000 ms, due in 1000 ms, here
        Hint: settle the promise that the body awaits, or stop the timer; \`maxIdleFires\` raises the limit. See node_modules/vitest-shutdown/docs/deadlock.md"
    `)
  })

  test('a timeout that is set again and again', async () => {
    const text = await readVerdict(
      async () => {
        function tick(): void {
          setTimeout(tick, 250)
        }
        tick()
        await new Promise(() => {})
      },
      { maxIdleFires: 100 },
    )
    expect(text).toMatchInlineSnapshot(`
      "[LIVELOCK] a timeout of 250 ms that is set again and again goes on forever while the body makes no progress: 100 timers fired from 25 s to 50 s of virtual time
        await    here
        promise  new Promise() at here
        timers   timeout of 250 ms, due in 250 ms, tick (here)
        Hint: settle the promise that the body awaits, or stop the timer; \`maxIdleFires\` raises the limit. See node_modules/vitest-shutdown/docs/deadlock.md"
    `)
  })

  test('immediates', async () => {
    const text = await readVerdict(
      async () => {
        function poll(): void {
          setImmediate(poll)
        }
        poll()
        await new Promise(() => {})
      },
      { maxIdleFires: 10 },
    )
    expect(text).toMatchInlineSnapshot(`
      "[LIVELOCK] a loop of immediates goes on forever while the body makes no progress: 10 timers fired from 10 ms to 20 ms of virtual time
        await    here
        promise  new Promise() at here
        timers   immediate, poll (here)
        Hint: settle the promise that the body awaits, or stop the timer; \`maxIdleFires\` raises the limit. See node_modules/vitest-shutdown/docs/deadlock.md"
    `)
  })

  test('a source that never ends', async () => {
    const text = await readVerdict(
      async () => {
        for await (const _ of ticks(1000)) {
          // Nothing ends it.
        }
      },
      { maxFires: 1000 },
    )
    expect(text).toMatchInlineSnapshot(`
      "[LIVELOCK] the body goes on forever: 1,000 timers fired from 0 ms to 1000 s of virtual time
        await    here
        promise  the promise of a timer at here
        timers   interval of 1000 ms, due in 1000 ms (timers/promises setInterval), here
        Hint: let the loop end, or raise \`maxFires\`. See node_modules/vitest-shutdown/docs/deadlock.md"
    `)
  })

  test('a loop that no stop signal reaches', async () => {
    const text = await readVerdict(
      async () => {
        async function loop(): Promise<void> {
          for (;;) await sleep(1000)
        }
        await loop()
      },
      { maxFires: 1000 },
    )
    expect(text).toMatchInlineSnapshot(`
      "[LIVELOCK] the body goes on forever: 1,000 timers fired from 0 ms to 1000 s of virtual time
        await    loop (here)
        from     here
        promise  the promise of a timer at loop (here)
        timers   timeout of 1000 ms, due in 1000 ms (timers/promises setTimeout), loop (here)
        Hint: let the loop end, or raise \`maxFires\`. See node_modules/vitest-shutdown/docs/deadlock.md"
    `)
  })

  test.for([
    [
      'await',
      async () => {
        for (;;) await null
      },
    ],
    [
      'await of a function',
      async () => {
        async function step(): Promise<void> {}
        for (;;) await step()
      },
    ],
    [
      'then()',
      async () => {
        function step(): Promise<void> {
          return Promise.resolve().then(step)
        }
        await step()
      },
    ],
    [
      'queueMicrotask()',
      async () => {
        function step(): void {
          queueMicrotask(step)
        }
        step()
        await new Promise(() => {})
      },
    ],
    [
      'process.nextTick()',
      async () => {
        function step(): void {
          process.nextTick(step)
        }
        step()
        await new Promise(() => {})
      },
    ],
  ] as const)('a chain of %s', async ([, body]) => {
    expect(await readVerdict(body, { maxJobs: 20_000 })).toMatchSnapshot()
  })
})
