import { afterAll, test } from 'vitest'
import { configureGuard } from 'vitest-shutdown'
import { idle } from './idle.ts'

configureGuard({ lazy: 'fail' })

let timer: NodeJS.Timeout | undefined

afterAll(() => {
  clearInterval(timer)
})

test('opens what afterAll closes', () => {
  timer = setInterval(idle, 1001)
})

test('opens what nobody closes', () => {
  setInterval(idle, 1002)
})
