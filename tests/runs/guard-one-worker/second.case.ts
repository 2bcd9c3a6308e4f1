import { setImmediate as turn } from 'node:timers/promises'
import { test } from 'vitest'
import { idle } from './idle.ts'
import { findLateWork } from './late-work.ts'

test('is there when the work of the first file goes on', async () => {
  const work = findLateWork()
  if (work === undefined) throw new Error('Expected both files to run in one worker')
  work.isAwaited = true
  while (!work.isDone) await turn()
})

test('leaks', () => {
  setInterval(idle, 1003)
})
