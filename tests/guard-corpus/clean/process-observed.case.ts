// @case {"note":"what measures or inspects the process holds nothing open"}
import { Session } from 'node:inspector'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { expect, test } from 'vitest'

const kept: object[] = []

test('measures the event loop', () => {
  const histogram = monitorEventLoopDelay()
  expect(histogram.enable()).toBe(true)
  kept.push(histogram)
})

test('inspects itself', () => {
  const session = new Session()
  session.connect()
  kept.push(session)
})
