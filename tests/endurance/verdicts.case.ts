import '../../fixtures/setup.ts'
import { writeFileSync } from 'node:fs'
import { performance } from 'node:perf_hooks'
import { expect, test } from 'vitest'
import { checkConformance } from '../../harness/check/check-conformance.ts'
import type { Report } from '../../harness/model/report.ts'
import asyncTaskManager from '../../examples/reference/async-task-manager.ts'
import schedulerTask from '../../examples/reference/scheduler-task.ts'
import { subjects } from '../correct/index.ts'

// The real one: a check puts a virtual clock into the global's place.
const { now } = performance
const nowMs = (): number => now.call(performance)

const { ENDURANCE_RUNS = '2', ENDURANCE_MS = '60000', ENDURANCE_FILE } = process.env

const ALL = [schedulerTask, asyncTaskManager, ...subjects.map(({ subject }) => subject)]

/** The status of each rule, as one line that can be compared. */
function summarize({ rules }: Report): string[] {
  return rules.map(({ id, status }) => `${id} ${status}`)
}

function findDifferences(first: Report, later: Report): string[] {
  const [before, after] = [summarize(first), summarize(later)]
  return after.flatMap((line, index) => {
    if (line === before[index]) return []
    const { message, reason } = later.rules[index] ?? {}
    return [`${later.subject}: ${before[index]}, then ${line}: ${message ?? reason ?? ''}`]
  })
}

test('no verdict differs from that of the first run', async () => {
  const startMs = nowMs()
  const reports = new Map<unknown, Report>()
  const differences: string[] = []
  const heap: number[] = []
  let checks = 0
  let runs = 0
  const isOver = (): boolean => nowMs() - startMs >= Number(ENDURANCE_MS)
  const write = (): void => {
    const ms = nowMs() - startMs
    const result = { subjects: ALL.length, runs, checks, differences, heap, ms }
    if (ENDURANCE_FILE !== undefined) writeFileSync(ENDURANCE_FILE, JSON.stringify(result))
  }
  while (runs < Number(ENDURANCE_RUNS) && !isOver()) {
    for (const subject of ALL) {
      if (isOver()) break
      const report = await checkConformance(subject)
      checks++
      const first = reports.get(subject)
      if (first === undefined) reports.set(subject, report)
      else differences.push(...findDifferences(first, report))
      // Each time: what ends the process before its time must not take the figures along.
      write()
    }
    if (isOver()) break
    runs++
    globalThis.gc?.()
    heap.push(process.memoryUsage().heapUsed)
  }
  write()
  expect(differences).toEqual([])
})
