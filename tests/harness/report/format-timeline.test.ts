import { expect, test } from 'vitest'
import type { TimelineEvent } from '../../../harness/model/report.ts'
import { formatTimeline } from '../../../harness/report/format-timeline.ts'

const PLAIN = { color: false }

function count(length: number, markAt?: number): TimelineEvent[] {
  return Array.from({ length }, (_, index) => ({
    atMs: index * 1000,
    event: `run #${index}`,
    ...(index === markAt ? { mark: 'not allowed' } : {}),
  }))
}

test('formatTimeline aligns times, and marks the offending event', () => {
  const events = [
    { atMs: 0, event: 'create' },
    { atMs: 1000.25, event: 'run #1 started' },
    { atMs: 86_400_000, event: 'run #2 started', mark: 'not allowed' },
  ]
  expect(formatTimeline(events, PLAIN)).toBe(
    `         0 ms  create
   1000.25 ms  run #1 started
  86400000 ms  run #2 started                ← not allowed`,
  )
})

test('formatTimeline shows all of twenty events', () => {
  expect(formatTimeline(count(20), PLAIN).split('\n')).toHaveLength(20)
  expect(formatTimeline(count(20), PLAIN)).not.toContain('…')
})

test('formatTimeline elides the middle of a long story, never the marked event', () => {
  const lines = formatTimeline(count(100, 60), PLAIN).split('\n')
  expect(lines.length).toBeLessThanOrEqual(20)
  expect(lines[0]).toBe('      0 ms  run #0')
  expect(lines.filter((line) => line.includes('←'))).toEqual([
    '  60000 ms  run #60                       ← not allowed',
  ])
  expect(lines.filter((line) => line.includes('…'))).toHaveLength(2)
  expect(lines.at(-1)).toBe('            … 36 more')
  expect(lines.at(-2)).toBe('  63000 ms  run #63')
})

test('formatTimeline accounts for every event that it does not show', () => {
  for (const [length, markAt] of [
    [21, 3],
    [50, 49],
    [50, 0],
    [300, 150],
    [22, undefined],
  ] as const) {
    const text = formatTimeline(count(length, markAt), PLAIN)
    const hidden = [...text.matchAll(/… (\d+) more/g)].map(([, figure]) => Number(figure))
    const shown = text.split('\n').filter((line) => !line.includes('…'))
    expect(shown.length + hidden.reduce((sum, figure) => sum + figure, 0)).toBe(length)
    expect(text.split('\n').length).toBeLessThanOrEqual(20)
    expect(hidden).not.toContain(0)
  }
})

test('formatTimeline keeps what the subject wrote on one line, without control characters', () => {
  const events = [{ atMs: 0, event: 'info: a\nb\u0007 \u001B[31mc' }]
  expect(formatTimeline(events, PLAIN)).toBe('    0 ms  info: a b c')
})

test('formatTimeline moves the mark to the event where the width is small', () => {
  const events = [{ atMs: 0, event: 'run #1', mark: 'not allowed' }]
  expect(formatTimeline(events, { color: false, width: 40 })).toBe(
    '    0 ms  run #1  ← not allowed',
  )
})
