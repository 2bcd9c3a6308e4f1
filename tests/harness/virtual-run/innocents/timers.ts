import { once } from 'node:events'
import { setInterval as ticks, setTimeout as sleep, scheduler } from 'node:timers/promises'
import { beats } from './beats.ts'
import { captured } from './captured.ts'
import type { Innocent } from './innocent.ts'

/** Timers: virtual ones, and native ones that were captured. */
export const timers: readonly Innocent[] = [
  {
    name: 'an hour of sleep',
    body: async ({ clock }) => {
      await sleep(3_600_000)
      return clock.nowMs
    },
    expected: 3_600_000,
  },
  {
    name: 'captured native immediates',
    body: async () => {
      for (let n = 0; n < 300; n += 1)
        await new Promise((resolve) => {
          captured.setImmediate(resolve)
        })
      return 'done'
    },
    expected: 'done',
  },
  {
    name: 'a captured native timeout',
    body: () =>
      new Promise((resolve) => {
        captured.setTimeout(() => resolve('done'), 150)
      }),
    expected: 'done',
  },
  {
    name: 'an unref’d native timeout',
    body: () =>
      new Promise((resolve) => {
        captured.setTimeout(() => resolve('done'), 150).unref()
      }),
    expected: 'done',
  },
  {
    name: 'a native interval that is cleared in time',
    body: () =>
      new Promise((resolve) => {
        let n = 0
        const timer = captured.setInterval(() => {
          n += 1
          if (n === 5) {
            captured.clearInterval(timer)
            resolve('done')
          }
        }, 30)
      }),
    expected: 'done',
  },
  {
    name: 'a captured native timeout beside a fake one',
    body: () =>
      beats(
        new Promise((resolve) => {
          captured.setTimeout(resolve, 60)
        }),
      ),
    expected: 'work',
  },
  {
    name: 'an unref’d virtual timeout',
    body: () =>
      new Promise((resolve) => {
        setTimeout(() => resolve('done'), 1000).unref()
      }),
    expected: 'done',
  },
  {
    name: 'a captured native AbortSignal.timeout',
    body: () => once(captured.timeout(120), 'abort').then(() => 'done'),
    expected: 'done',
  },
  {
    name: 'AbortSignal.timeout',
    body: () => once(AbortSignal.timeout(5000), 'abort').then(() => 'done'),
    expected: 'done',
  },
  {
    name: 'the iterator of timers/promises',
    body: async ({ clock }) => {
      let n = 0
      for await (const _ of ticks(1000)) {
        n += 1
        if (n === 10) break
      }
      return clock.nowMs
    },
    expected: 10_000,
  },
  {
    name: 'scheduler.wait and scheduler.yield',
    body: async ({ clock }) => {
      await scheduler.wait(50)
      await scheduler.yield()
      return clock.nowMs
    },
    expected: 50,
  },
  {
    name: 'a long sleep beside an interval',
    body: async () => {
      const timer = setInterval(() => {}, 1000)
      await sleep(8_000_000)
      clearInterval(timer)
      return 'done'
    },
    expected: 'done',
  },
  {
    name: 'a loop of five thousand sleeps',
    body: async ({ clock }) => {
      for (let n = 0; n < 5000; n += 1) await sleep(1000)
      return clock.nowMs
    },
    expected: 5_000_000,
  },
  {
    name: 'moves by hand',
    body: async ({ clock }) => {
      clock.autoAdvance = false
      let fired = false
      setTimeout(() => {
        fired = true
      }, 100)
      await clock.advance(99)
      const early = fired
      await clock.advance(1)
      return [early, fired]
    },
    expected: [false, true],
  },
  {
    name: 'moves by hand while time moves by itself',
    body: async ({ clock }) => {
      const slept = sleep(5000)
      await clock.advance(1000)
      await slept
      return clock.nowMs
    },
    expected: 5000,
  },
  {
    name: 'time that is let go on by a native timer',
    body: async ({ clock }) => {
      clock.autoAdvance = false
      captured.setTimeout(() => {
        clock.autoAdvance = true
      }, 50)
      await sleep(100)
      return 'done'
    },
    expected: 'done',
  },
  {
    name: 'performance.now()',
    body: async () => {
      const before = performance.now()
      await sleep(1000)
      return Math.round(performance.now() - before)
    },
    expected: 1000,
  },
]
