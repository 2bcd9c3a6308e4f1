import { getEventListeners } from 'node:events'
import { describe, expect, test, vi } from 'vitest'

import { adopt } from '../../reference/adopt.ts'
import { adoptByHand } from './adopt-by-hand.ts'
import { createGate } from './gate.ts'
import { failOnUnhandledRejections } from './fail-on-unhandled-rejections.ts'
import { LINES } from './recording-logger.ts'
import { drain, stateOf, useVirtualTime } from './virtual-time.ts'

useVirtualTime()
failOnUnhandledRejections()

describe('run', () => {
  test('fulfils when the run has ended, also when it failed', async () => {
    const gate = createGate()
    const { task, run, logger } = adoptByHand({ work: () => gate.promise })
    const first = run()
    expect(await stateOf(first)).toBe('pending')
    gate.fail(new Error('no'))
    expect(await stateOf(first)).toBe('fulfilled')
    expect(logger.lines).toEqual([LINES.failed])
    await task.shutdown()
  })

  test('starts no second run, and waits for the one in flight', async () => {
    const gate = createGate()
    const { task, work, run } = adoptByHand({ work: () => gate.promise })
    const first = run()
    expect(run()).toBe(first)
    expect(work).toHaveBeenCalledTimes(1)
    gate.open()
    await first
    await run()
    expect(work).toHaveBeenCalledTimes(2)
    await task.shutdown()
  })

  test('starts no second run when the work calls it before its first await', async () => {
    const { task, work, run } = adoptByHand({ work: () => void run() })
    await run()
    expect(work).toHaveBeenCalledTimes(1)
    await task.shutdown()
  })

  test.each(['shutdown', 'drop', 'abort'])('starts nothing after a %s', async (way) => {
    const { task, work, run } = adoptByHand()
    if (way === 'shutdown') void task.shutdown()
    else if (way === 'abort') task.abort()
    else task[Symbol.dispose]()
    expect(await stateOf(run())).toBe('fulfilled')
    expect(work).not.toHaveBeenCalled()
  })

  test('lets others have their turn when a thing that heeds no stop loops on it', async () => {
    const { task, work, run } = adoptByHand()
    task[Symbol.dispose]()
    let calls = 0
    const loop = async (): Promise<void> => {
      for (; calls < 1000; calls += 1) await run()
    }
    const looped = loop()
    await drain()
    expect(calls).toBeLessThan(10)
    await looped
    expect(work).not.toHaveBeenCalled()
  })
})

test('clones share the thing: the last drop stops it', () => {
  const { task, stop, logger } = adoptByHand()
  const clone = task.clone()
  task[Symbol.dispose]()
  expect(stop).not.toHaveBeenCalled()
  clone[Symbol.dispose]()
  expect(stop).toHaveBeenCalledTimes(1)
  expect(logger.lines).toEqual([LINES.dropped])
})

test('the name opens every line, and what has ended holds no listener', async () => {
  const { task, logger } = adoptByHand({
    name: 'Poller',
    stop: () => Promise.reject(new Error('no')),
  })
  await task.shutdown()
  expect(logger.lines).toEqual(['error: Poller stop failed', 'info: Poller shutdown complete'])
  expect(getEventListeners(task.scope.stop, 'abort')).toEqual([])
})

test.each(['work', 'start', 'stop'])('adopt() throws when %s is no function', (name) => {
  const start = vi.fn<() => void>()
  const options = { work() {}, start, stop() {}, [name]: 'x' }
  expect(() => adopt(options)).toThrow(
    new TypeError(`Expected \`${name}\` to be a function, got 'x' (string)`),
  )
  expect(start).not.toHaveBeenCalled()
})

test.each([
  [undefined, 'undefined (undefined)'],
  ['croner', "'croner' (string)"],
])('adopt(%o) throws', (options, shown) => {
  // @ts-expect-error options is an object
  expect(() => adopt(options)).toThrow(
    new TypeError(
      `Expected \`options\` to be an object with \`work\`, \`start\` and \`stop\`, got ${shown}`,
    ),
  )
})
