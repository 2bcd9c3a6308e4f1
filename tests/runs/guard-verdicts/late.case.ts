import { setImmediate as turn } from 'node:timers/promises'
import { test } from 'vitest'
import { keep } from 'vitest-shutdown'
import { idle } from './idle.ts'

const work = { isAwaited: false, isDone: false }

test('leaks after it has ended', () => {
  const poll = keep(
    setInterval(() => {
      if (!work.isAwaited) return
      clearInterval(poll)
      setInterval(idle, 1001)
      work.isDone = true
    }, 1),
  )
})

test('is there when that happens', async () => {
  work.isAwaited = true
  while (!work.isDone) await turn()
})
