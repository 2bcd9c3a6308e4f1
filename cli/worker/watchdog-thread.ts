/**
 * The thread that watches a worker process. It shares memory with the process, not an event loop, so
 * it still turns when the process does not.
 */
import { appendFileSync } from 'node:fs'
import { workerData } from 'node:worker_threads'
import type { CheckRecord, HangKind } from '../check-record.ts'
import { inspectLoop } from './inspect-loop.ts'
import type { SourcePosition } from './source-position.ts'
import type { WatchdogData } from './start-watchdog.ts'
import { CELL } from './watchdog-cells.ts'

const TICK_MS = 100

/** A rule takes milliseconds: this long without one turn of the event loop is an endless loop. */
const BLOCKED_SECONDS = 3

/** Rules run in virtual time, so real seconds go by only where something escapes it. */
const NO_PROGRESS_SECONDS = 20

const { cells, recordFile, parentPid } = workerData as WatchdogData

// Ticks are counted, not the clock read: a laptop that slept for an hour has missed no tick.
let ticksWithoutBeat = 0
let ticksWithoutStep = 0
let lastBeat = 0
let lastStep = 0

const timer = setInterval(() => {
  if (process.ppid !== parentPid) endProcess()
  if (Atomics.load(cells, CELL.watching) === 0) return
  const beat = Atomics.load(cells, CELL.beat)
  const step = Atomics.load(cells, CELL.step)
  ticksWithoutBeat = beat === lastBeat && step === lastStep ? ticksWithoutBeat + 1 : 0
  ticksWithoutStep = step === lastStep ? ticksWithoutStep + 1 : 0
  lastBeat = beat
  lastStep = step
  if (ticksWithoutBeat * TICK_MS >= BLOCKED_SECONDS * 1000) void reportBlocked()
  else if (ticksWithoutStep * TICK_MS >= NO_PROGRESS_SECONDS * 1000) {
    report('no-progress', NO_PROGRESS_SECONDS)
  }
}, TICK_MS)

async function reportBlocked(): Promise<void> {
  clearInterval(timer)
  const { kind, position } = await inspectLoop(cells)
  report(kind, BLOCKED_SECONDS, position)
}

function report(kind: HangKind, seconds: number, position?: SourcePosition): void {
  const record: CheckRecord = {
    type: 'hang',
    kind,
    seconds,
    ...(position === undefined ? {} : { position }),
  }
  appendFileSync(recordFile, `${JSON.stringify(record)}\n`)
  endProcess()
}

/** Nothing gentler gets through: the process runs no handler any more. */
function endProcess(): void {
  process.kill(process.pid, 'SIGKILL')
}
