import { setTimeout as sleep } from 'node:timers/promises'
import { describe, test } from 'vitest'
import { configureGuard } from 'vitest-shutdown'
import { idle } from './idle.ts'

function remind(): void {
  setTimeout(idle, 60_001).unref()
}

test('leaves one timer that keeps nothing alive', () => {
  remind()
})

test.each([1, 2])('leaves another, row %i', () => {
  remind()
})

test('leaves two', () => {
  for (let count = 0; count < 2; count++) setTimeout(idle, 60_002).unref()
})

test('leaves one, and has it fail', () => {
  configureGuard({ strict: true })
  setTimeout(idle, 60_003).unref()
})

test('leaves one that sets itself again', () => {
  const again = (): void => void setTimeout(again, 30).unref()
  again()
})

test('leaves one that work waits for', () => {
  void sleep(60_004, undefined, { ref: false }).then(idle)
})

test('leaves an interval that keeps nothing alive', () => {
  setInterval(idle, 60_005).unref()
})

describe('with classes of timers that may stay', () => {
  test('leaves a limit that nobody clears', async () => {
    configureGuard({ ignore: [{ kind: 'timeout', maxDelayMs: 5000, reason: 'limits of races' }] })
    await Promise.race([Promise.resolve(), new Promise((resolve) => setTimeout(resolve, 5000))])
  })

  test('leaves a longer one', async () => {
    configureGuard({ ignore: [{ kind: 'timeout', maxDelayMs: 5000, reason: 'limits of races' }] })
    setTimeout(idle, 5000)
    setTimeout(idle, 5001)
  })

  test('leaves what keeps nothing alive', () => {
    configureGuard({ strict: true, ignore: [{ ref: false, reason: 'ends with the process' }] })
    setInterval(idle, 60_006).unref()
  })
})
