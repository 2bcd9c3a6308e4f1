import '../../../fixtures/setup.ts'
import { expect, test, vi } from 'vitest'
import { checkConformance } from '../../../harness/check/check-conformance.ts'
import { rules } from '../../../harness/check/catalogue.ts'
import type { Subject } from '../../../harness/model/subject.ts'
import { subject as correct } from '../../correct/thread-manager.ts'
import { subject as terminateUnawaited } from '../../broken/worker/terminate-unawaited.ts'

test('what is about time itself is skipped, with the reason', async () => {
  const { rules: results } = await checkConformance(correct, {
    only: ['STOP-08', 'WORK-09', 'EXPLORE-03'],
  })
  expect(results.map(({ id, status, reason }) => `${id} ${status} ${reason}`)).toEqual([
    'KIT-00 pass undefined',
    'STOP-08 skip in real time how soon it stops would depend on the machine',
    'WORK-09 skip in real time the number of runs in ten intervals would depend on the machine',
    'EXPLORE-03 skip in real time one call is tried at a time',
  ])
})

test('a thread that exits late is seen in the order of events, whatever else the machine does', async () => {
  const { rules: results } = await checkConformance(terminateUnawaited, { only: ['PROC-05'] })
  const { message, timeline = [] } = results.find(({ id }) => id === 'PROC-05') ?? {}
  expect(message).toBe(
    'shutdown() fulfilled, and thread #1, which the manager had started, exited only then',
  )
  const events = timeline.map(({ event }) => event)
  expect(events.indexOf('shutdown() fulfilled')).toBeLessThan(events.indexOf('thread #1 exited'))
})

test('in virtual time the message says how to check it', async () => {
  const { clock: _, ...virtual } = correct
  const { rules: results, verdict } = await checkConformance(virtual, { only: ['STOP-01'] })
  expect(verdict).toBe('unusable')
  expect(results[0]?.message).toBe(
    "thread-manager completed fewer than two runs in 25 ms of virtual time, five times its interval. It runs in a worker thread, which no virtual clock reaches; set `clock: 'real'` in the subject to check it in real time",
  )
})

test('a subject that never runs in real time is told so', async () => {
  const idle: Subject = {
    name: 'Idle',
    ownership: 'owned',
    clock: 'real',
    intervalMs: 5,
    create: () => ({ shutdown: async () => {} }),
  }
  const { rules: results, verdict } = await checkConformance(idle, { only: ['STOP-01'] })
  expect(verdict).toBe('unusable')
  expect(results[0]?.message).toBe(
    'Idle completed fewer than two runs within some seconds of real time, with an interval of 5 ms. It has nothing open that could start a run',
  )
})

test('it is called now and then', async () => {
  const onPulse = vi.fn<() => void>()
  await checkConformance(correct, { only: ['STOP-01'], onPulse })
  expect(onPulse.mock.calls.length).toBeGreaterThan(0)
})

test('every reason why a rule needs virtual time goes on from “in real time”', () => {
  const reasons = rules.flatMap(({ virtualOnly }) => virtualOnly ?? [])
  expect(reasons.filter((reason) => !/^[a-z].*[^.]$/.test(reason))).toEqual([])
})
