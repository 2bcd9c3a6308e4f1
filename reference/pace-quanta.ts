import type { PacingData } from './pacing-cells.ts'

/**
 * What a pacing thread runs: it sleeps until a tick is due, says so, and sleeps on.
 *
 * It is handed to the thread as text, so that no file has to be found and no bundler be told:
 * nothing from outside may be used in it. A tick that was not taken when the next is due parks the
 * thread until it is: a long run or a pause costs no wake-ups.
 */
export function paceQuanta(): void {
  const threads = process.getBuiltinModule('node:worker_threads')
  const { cells, numbers, CELL, NUMBER } = threads.workerData as PacingData
  const { hrtime, threadCpuUsage } = process as typeof process & {
    threadCpuUsage?: () => { user: number; system: number }
  }
  const MAX_OVERSLEEP_MS = 0.1
  const nowMs = (): number => Number(hrtime.bigint()) / 1e6
  const noteCpu = (): void => {
    const usage = threadCpuUsage?.call(process)
    numbers[NUMBER.cpuMicros] = usage === undefined ? -1 : usage.user + usage.system
  }
  const sleep = (seen: number, timeoutMs?: number): string => {
    const how = Atomics.wait(cells, CELL.loop, seen, timeoutMs)
    Atomics.add(cells, CELL.wakeUps, 1)
    return how
  }
  // The system lets a thread sleep longer than it asked for, by much the same each time.
  let oversleepMs = 0.05
  let epoch = -1
  let next = 1
  noteCpu()
  for (;;) {
    // Read first: whatever the loop does from here on keeps the sleep from beginning.
    const seen = Atomics.load(cells, CELL.loop)
    if (Atomics.load(cells, CELL.stopped) === 1) return
    const currentEpoch = Atomics.load(cells, CELL.epoch)
    const periodMs = numbers[NUMBER.periodMs] as number
    const originMs = numbers[NUMBER.originMs] as number
    const now = nowMs()
    const upcoming = Math.floor((now - originMs) / periodMs) + 1
    if (currentEpoch !== epoch) {
      epoch = currentEpoch
      next = upcoming
    }
    const dueMs = originMs + next * periodMs
    const isSuspended = Atomics.load(cells, CELL.suspended) === 1
    if (!isSuspended && now < dueMs) {
      const sleepMs = dueMs - now - oversleepMs
      // Nearer to the tick than a sleep is exact, it looks at the clock again.
      if (sleepMs > 0 && sleep(seen, sleepMs) === 'timed-out') {
        const lateMs = Math.min(MAX_OVERSLEEP_MS, nowMs() - now - sleepMs)
        oversleepMs += (lateMs - oversleepMs) / 16
      }
      continue
    }
    const isTaken = Atomics.load(cells, CELL.taken) === Atomics.load(cells, CELL.tick)
    if (isSuspended || !isTaken) {
      noteCpu()
      Atomics.store(cells, CELL.parked, 1)
      sleep(seen)
      Atomics.store(cells, CELL.parked, 0)
      next = Math.floor((nowMs() - originMs) / periodMs) + 1
      continue
    }
    numbers[NUMBER.dueMs] = dueMs
    numbers[NUMBER.index] = next
    if (next % 256 === 0) noteCpu()
    Atomics.store(cells, CELL.tickEpoch, epoch)
    Atomics.add(cells, CELL.tick, 1)
    Atomics.notify(cells, CELL.tick)
    next = Math.max(next + 1, upcoming)
  }
}
