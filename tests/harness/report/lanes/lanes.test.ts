import { describe, expect, test } from 'vitest'
import { checkConformance } from '../../../../harness/check/check-conformance.ts'
import type { TimelineEvent } from '../../../../harness/model/report.ts'
import { drawTimeline } from '../../../../harness/report/lanes/draw-lanes.ts'
import { findLanes } from '../../../../harness/report/lanes/find-lanes.ts'
import { layOutAxis } from '../../../../harness/report/lanes/lay-out-axis.ts'
import { packRows } from '../../../../harness/report/lanes/draw-item.ts'
import { selectEvents } from '../../../../harness/report/format-timeline.ts'
import { subjects as brokenSubjects } from '../../../broken/index.ts'
import { FAILURE } from '../build-report.ts'

const { timeline: EVENTS = [] } = FAILURE

/** What happened when a broken manager was checked against one rule. */
async function findTimeline(file: string, id: string): Promise<TimelineEvent[]> {
  const broken = brokenSubjects.find((candidate) => candidate.file.includes(file))
  const report = await checkConformance(broken?.subject, { only: [id] })
  return report.rules.find((rule) => rule.id === id)?.timeline ?? []
}

function summarise(events: readonly TimelineEvent[]): Record<string, string[]> {
  return Object.fromEntries(
    findLanes(events).map(({ label, items }) => [
      label,
      items.map(({ label: text, from, to, tone }) => `${text} ${from}–${to ?? '…'} ${tone}`),
    ]),
  )
}

describe('the lanes', () => {
  test('hold what begins and ends, what never ended, and what takes no time', () => {
    expect(summarise(EVENTS)).toEqual({
      manager: ['create 0–0 plain', 'shutdown() 1–3 good'],
      runs: ['#2 4–… plain'],
      log: ['info: stopped 2–2 plain'],
    })
  })

  test('tell each clone apart in a real check', async () => {
    const lanes = summarise(await findTimeline('leaky-refcount', 'CLONE-04'))
    expect(lanes).toEqual({
      'a (manager)': ['create 0–0 plain', '[Symbol.dispose]() 5–5 plain'],
      'b (clone)': ['clone() 3–3 plain', '[Symbol.dispose]() 6–6 plain'],
      'c (clone)': ['clone() 4–4 plain', '[Symbol.dispose]() 7–7 plain'],
      runs: ['#1 1–2 good', '#2 8–9 good'],
    })
  })

  test('tell each clone apart in a real exploration', async () => {
    const { 'b (clone)': clone, 'c (clone)': second } = summarise(
      await findTimeline('clone-while-stopping', 'EXPLORE-04'),
    )
    expect(clone?.[0]).toBe('clone() 1–1 plain')
    expect(second).toEqual([expect.stringMatching(/^clone\(\) (\d+)–\1 plain$/)])
  })

  test('tell concurrent calls apart in a real check', async () => {
    const { manager = [] } = summarise(await findTimeline('second-returns-early', 'STOP-05'))
    expect(manager).toEqual([
      'create 0–0 plain',
      'shutdown() 4–… plain',
      'shutdown() #2 5–7 good',
      'shutdown() #3 6–8 good',
      'shutdown() #4 9–10 good',
    ])
  })

  test('show what a real check found to be left', async () => {
    const { timers } = summarise(await findTimeline('unref-and-forget', 'LEAK-01'))
    expect(timers).toEqual([expect.stringContaining(' is still pending ')])
  })

  test('show failures as such', () => {
    const { runs, log } = summarise([
      { atMs: 0, event: 'run #1 started', lane: 'work', begins: 1, label: '#1' },
      { atMs: 0, event: 'run #1 failed', lane: 'work', ends: 1, failed: true },
      { atMs: 0, event: 'error: run failed', lane: 'log', level: 'error' },
      { atMs: 0, event: 'warn: dropped', lane: 'log', level: 'warn' },
    ])
    expect(runs).toEqual(['#1 0–1 bad'])
    expect(log).toEqual(['error: run failed 2–2 bad', 'warn: dropped 3–3 warn'])
  })

  test('keep what says no lane, and lanes that are not known, after the others', () => {
    const labels = findLanes([
      { atMs: 0, event: 'a remark' },
      { atMs: 0, event: 'a step', lane: 'schedule' },
      ...EVENTS,
    ]).map(({ label }) => label)
    expect(labels).toEqual(['manager', 'runs', 'log', 'notes', 'schedule'])
  })
})

describe('the axis', () => {
  const at = (...times: number[]): TimelineEvent[] =>
    times.map((atMs) => ({ atMs, event: 'event' }))
  const all = (events: readonly TimelineEvent[]): Set<number> => new Set(events.keys())

  test('keeps the order of what happens at one instant', () => {
    const events = at(0, 0, 0, 1000, 1000)
    const { xs, ticks, breaks, width } = layOutAxis(events, all(events))
    expect(xs).toEqual(xs.toSorted((a, b) => a - b))
    expect(new Set(xs).size).toBe(5)
    expect(Math.max(...xs)).toBeLessThan(width)
    expect(ticks.map(({ label }) => label)).toEqual(['0', '1000'])
    expect(breaks).toEqual([])
  })

  test('cuts a long wait short, and says how long it was', () => {
    const events = at(0, 1000, 2000, 86_402_000, 86_403_000)
    const { breaks, width } = layOutAxis(events, all(events))
    expect(breaks.map(({ label }) => label)).toEqual(['24 h'])
    expect(width).toBeLessThan(600)
  })

  test('is not stretched by many events, and says how many are left out', () => {
    const events = at(...Array.from({ length: 2000 }, (_, index) => index))
    const shown = selectEvents(events, { max: 100, afterMark: 10 })
    const { breaks, xs } = layOutAxis(events, shown)
    expect(shown.size).toBeLessThanOrEqual(100)
    expect(breaks.map(({ label }) => label)).toEqual([`${2000 - shown.size} more`])
    expect(xs).toHaveLength(2000)
    expect(xs).not.toContain(Number.NaN)
  })

  test('has room for the labels of its instants', () => {
    const events = at(1_000_000, 1_000_001, 1_000_002)
    const { ticks } = layOutAxis(events, all(events))
    const [first, second] = ticks.map(({ x }) => x)
    expect((second ?? 0) - (first ?? 0)).toBeGreaterThan(7 * 6)
  })

  test('takes no events for an empty one', () => {
    expect(layOutAxis([], new Set())).toMatchObject({ xs: [], ticks: [], breaks: [] })
  })
})

test('packRows puts what overlaps under each other, and fills rows again', () => {
  expect(
    packRows([
      { left: 0, right: 10 },
      { left: 5, right: 12 },
      { left: 10, right: 20 },
      { left: 11, right: 13 },
    ]),
  ).toEqual([0, 1, 0, 2])
})

test('drawTimeline is a picture that needs nothing else', () => {
  const svg = drawTimeline(EVENTS)
  expect(svg).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" width="\d+" height="\d+" /)
  expect(svg).toContain('>manager</text>')
  expect(svg).toContain('>not allowed</text>')
  expect(svg).not.toMatch(/NaN|undefined|href|url\(/)
})

describe('the lane of the network', () => {
  const NETWORK: TimelineEvent[] = [
    { atMs: 0, event: 'create', lane: 'a' },
    { atMs: 2, event: 'connected to api.test (#1)', lane: 'network', label: '#1' },
    { atMs: 3, event: 'GET http://api.test/ arrived', lane: 'network', begins: 1, label: 'GET /' },
    { atMs: 4, event: 'answered: 200 GET http://api.test/', lane: 'network', ends: 1 },
    { atMs: 5, event: 'GET http://api.test/ arrived', lane: 'network', begins: 2, label: 'GET /' },
    { atMs: 6, event: 'GET … was given up', lane: 'network', ends: 2, failed: true },
    { atMs: 7, event: 'api.test: ECONNREFUSED', lane: 'network', failed: true },
    { atMs: 8, event: 'GET http://api.test/ arrived', lane: 'network', begins: 3, label: 'GET /' },
    { atMs: 9, event: 'run #1 started', lane: 'work', begins: 1, label: '#1' },
    { atMs: 10, event: 'run #1 done', lane: 'work', ends: 1 },
  ]

  test('stands below the runs, and shows what failed', () => {
    expect(summarise(NETWORK)).toEqual({
      manager: ['create 0–0 plain'],
      runs: ['#1 8–9 good'],
      network: [
        '#1 1–1 plain',
        'GET / 2–3 good',
        'GET / 4–5 bad',
        'api.test: ECONNREFUSED 6–6 bad',
        'GET / 7–… plain',
      ],
    })
    expect(findLanes(NETWORK).map(({ label }) => label)).toEqual(['manager', 'runs', 'network'])
  })

  test('has an arrow for each connection and request, and one back for each answer', () => {
    const arrows = [...drawTimeline(NETWORK).matchAll(/<g class="packet (\w+)">/g)]
    expect(arrows.map(([, direction]) => direction)).toEqual(['out', 'out', 'in', 'out', 'out'])
    const withoutNetwork = NETWORK.filter(({ lane }) => lane !== 'network')
    expect(drawTimeline(withoutNetwork)).not.toContain('class="packet')
  })
})
