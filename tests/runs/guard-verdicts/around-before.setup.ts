import { aroundEach } from 'vitest'
import { idle } from './idle.ts'

aroundEach(async (runTest, { task }) => {
  const timer = setInterval(idle, 1101)
  if (task.name === 'leaks in an aroundEach from before the guard') setInterval(idle, 1102)
  await runTest()
  clearInterval(timer)
})
