import { setTimeout as sleep } from 'node:timers/promises'
import { expect, expectTypeOf, test as base } from 'vitest'
import { shutdownFixtures, test, type ShutdownContext, type TestClock } from 'vitest-shutdown'
import { Heartbeat } from './heartbeat.subject.ts'

test('a manager is tested by hand', async ({ clock, gate, log, manage }) => {
  const beat = gate()
  const heartbeat = manage(new Heartbeat(beat, log), { expectShutdown: true })
  await clock.advance(3000)
  expect(beat.count).toBe(3)
  beat.hold()
  await clock.advance(1000)
  await expect(heartbeat).toShutDownIdempotently()
  expect(log.infos).toEqual(['Heartbeat shutdown complete'])
})

test('a drop aborts', async ({ clock, gate, log, handles }) => {
  const beat = gate()
  beat.hold()
  const heartbeat = new Heartbeat(beat, log)
  await clock.advance(1500)
  await expect(heartbeat).toAbortOnDrop()
  expect(log).toHaveWarnedOnce('shutdown()')
  await handles.expectNone()
})

const both = base
  .extend<{ napMs: number }>({ napMs: 1000 })
  .extend<ShutdownContext>(shutdownFixtures)

both('fixtures of both', async ({ clock, napMs }) => {
  expectTypeOf(clock).toEqualTypeOf<TestClock>()
  expectTypeOf(napMs).toEqualTypeOf<number>()
  const nap = sleep(napMs)
  await clock.advance(napMs)
  await nap
})

test('a test that leaves a timer of the clock', async ({ clock }) => {
  setInterval(() => {}, 1000)
  await clock.advance(1500)
})

test('a manager that hangs', async ({ clock, manage }) => {
  manage({ shutdown: () => new Promise<void>(() => {}) })
  await clock.advance(1)
})
