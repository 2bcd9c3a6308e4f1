import { expect, test } from 'vitest'
import type { RuleResult } from '../../../harness/model/report.ts'
import { formatFailure } from '../../../harness/report/format-failure.ts'

const RESULT: RuleResult = {
  id: 'STOP-03',
  level: 'MUST',
  status: 'fail',
  title: 'no run starts after shutdown() was called',
  message: 'Heartbeat started run #4 at 4000 ms, 500 ms after shutdown()',
  hint: 'clear the interval before awaiting the run in flight',
  frame: 'Heartbeat.#tick (src/heartbeat.ts:31:12)',
  timeline: [
    { atMs: 0, event: 'create' },
    { atMs: 4000, event: 'run #4 started', mark: 'not allowed' },
  ],
  durationMs: 1,
}

test('formatFailure says what was required and observed, when, where, and what to do next', () => {
  expect(formatFailure(RESULT, { color: false }))
    .toBe(`[STOP-03] no run starts after shutdown() was called
  Heartbeat started run #4 at 4000 ms, 500 ms after shutdown()

     0 ms  create
  4000 ms  run #4 started                ← not allowed

  at Heartbeat.#tick (src/heartbeat.ts:31:12)
  Hint: clear the interval before awaiting the run in flight.
  Run: npx vitest-shutdown explain STOP-03`)
})

test('formatFailure of a SHOULD names the level and leaves out the timeline', () => {
  expect(formatFailure({ ...RESULT, level: 'SHOULD' }, { color: false }))
    .toBe(`[STOP-03] SHOULD: no run starts after shutdown() was called
  Heartbeat started run #4 at 4000 ms, 500 ms after shutdown()
  at Heartbeat.#tick (src/heartbeat.ts:31:12)
  Hint: clear the interval before awaiting the run in flight.
  Run: npx vitest-shutdown explain STOP-03`)
})

test('formatFailure does without what is not known', () => {
  const { id, level, status, title, durationMs } = RESULT
  expect(formatFailure({ id, level, status, title, durationMs }, { color: false })).toBe(
    `[STOP-03] no run starts after shutdown() was called
  Run: npx vitest-shutdown explain STOP-03`,
  )
})

test('formatFailure wraps at the width, under its indent', () => {
  expect(formatFailure({ ...RESULT, timeline: [] }, { color: false, width: 40 }))
    .toBe(`[STOP-03] no run starts after shutdown()
was called
  Heartbeat started run #4 at 4000 ms,
  500 ms after shutdown()
  at Heartbeat.#tick (src/heartbeat.ts:31:12)
  Hint: clear the interval before
  awaiting the run in flight.
  Run: npx vitest-shutdown explain STOP-03`)
})

test('formatFailure without colour is formatFailure with colour, minus the escapes', () => {
  const coloured = formatFailure(RESULT, { color: true })
  expect(coloured).toContain('\u001B[31m')
  // oxlint-disable-next-line no-control-regex
  expect(coloured.replaceAll(/\u001B\[\d+m/g, '')).toBe(formatFailure(RESULT, { color: false }))
})
