import { test } from 'vitest'
import { keep } from 'vitest-shutdown'
import { idle } from './idle.ts'
import { addLateWork } from './late-work.ts'

test('starts work that outlives the file', () => {
  const work = addLateWork()
  const poll = keep(
    setInterval(() => {
      if (!work.isAwaited) return
      clearInterval(poll)
      setInterval(idle, 1001)
      work.isDone = true
    }, 1),
  )
})

test('leaks', () => {
  setInterval(idle, 1002)
})
