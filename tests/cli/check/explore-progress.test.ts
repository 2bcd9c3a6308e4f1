import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { createExploreProgress } from '../../../cli/check/explore-progress.ts'

/** The file that a worker process writes, and what a display shows of it. */
function createDisplay(terminal: { isTTY: boolean; columns: number }, budgetMs?: number) {
  const folder = mkdtempSync(join(tmpdir(), 'cli-progress-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const file = join(folder, 'record')
  writeFileSync(file, '')
  let shown = ''
  const write = (text: string): boolean => {
    shown += text
    return true
  }
  const display = createExploreProgress({ ...terminal, write }, budgetMs)
  return {
    record: (record: object) => appendFileSync(file, `${JSON.stringify(record)}\n`),
    show: () => display.show([file, join(folder, 'none')]),
    clear: () => display.clear(),
    read: () => shown,
  }
}

function progress(covered: number, elapsedMs: number, total = 80_000): object {
  return {
    type: 'progress',
    progress: { rule: 'EXPLORE-03', covered, total, boundaries: 200, elapsedMs },
  }
}

const TERMINAL = { isTTY: true, columns: 120 }
const PLAIN = { isTTY: false, columns: 0 }

describe('the progress of an exploration', () => {
  test('is a line that is written over, with how far, how fast, and the time that is left', () => {
    const display = createDisplay(TERMINAL, 5000)
    display.record(progress(1200, 2000))
    display.show()
    display.record(progress(2400, 4000))
    display.show()
    display.clear()
    expect(display.read()).toBe(
      '\r\u001B[KEXPLORE-03: covered 1,200 of 80,000 schedules in 2.0 s, 600 a second, 3 s left' +
        '\r\u001B[KEXPLORE-03: covered 2,400 of 80,000 schedules in 4.0 s, 600 a second, 1 s left' +
        '\r\u001B[K',
    )
  })

  test('has the time that the rest takes, where that is less than the budget', () => {
    const display = createDisplay(TERMINAL, 60_000)
    display.record(progress(1000, 1000, 4000))
    display.show()
    expect(display.read()).toContain('1,000 a second, 3 s left')
  })

  test('is cut to the width of the terminal, where it could not be written over else', () => {
    const display = createDisplay({ isTTY: true, columns: 21 }, 5000)
    display.record(progress(1200, 2000))
    display.show()
    expect(display.read()).toBe('\r\u001B[KEXPLORE-03: covered ')
  })

  test('is a line every five seconds elsewhere, and nothing is taken back', () => {
    const display = createDisplay(PLAIN, 60_000)
    for (let second = 1; second <= 11; second += 1) {
      display.record(progress(second * 100, second * 1000))
      display.show()
    }
    display.clear()
    expect(display.read()).toBe(
      'EXPLORE-03: covered 500 of 80,000 schedules in 5.0 s, 100 a second, 55 s left\n' +
        'EXPLORE-03: covered 1,000 of 80,000 schedules in 10.0 s, 100 a second, 50 s left\n',
    )
  })

  test('is not shown without a budget, before there is any, once there is a result, and twice', () => {
    const quick = createDisplay(TERMINAL)
    quick.record(progress(1, 1))
    quick.show()
    expect(quick.read()).toBe('')
    const display = createDisplay(TERMINAL, 5000)
    display.show()
    display.record(progress(1200, 2000))
    display.show()
    const once = display.read()
    display.show()
    expect(display.read()).toBe(once)
    display.record({ type: 'result' })
    display.show()
    display.record(progress(0, 0))
    expect(display.read()).toBe(once)
    display.show()
    expect(display.read()).toContain('covered 0 of 80,000 schedules in 0.0 s, 0 a second, 5 s left')
  })
})
