import { expect } from 'vitest'
import { test } from 'vitest-shutdown'
import { Heartbeat } from './heartbeat.subject.ts'

test('beats every second until it is shut down', async ({ clock, gate, log, manage, handles }) => {
  const beat = gate()
  const heartbeat = manage(new Heartbeat(beat, log))
  await clock.advance(3000)
  expect(beat.count).toBe(3)
  await heartbeat.shutdown()
  expect(log.infos).toHaveLength(1)
  await handles.expectNone()
})

test('waits for the beat in flight', async ({ clock, gate, log }) => {
  const beat = gate()
  beat.hold()
  const heartbeat = new Heartbeat(beat, log)
  await clock.advance(1500)
  await expect(heartbeat).toShutDownCleanly()
  expect(beat.active).toBe(0)
})

test('warns when it is dropped', async ({ clock, gate, log }) => {
  const heartbeat = new Heartbeat(gate(), log)
  await clock.advance(1500)
  await expect(heartbeat).toAbortOnDrop()
  expect(log).toHaveWarnedOnce()
})
