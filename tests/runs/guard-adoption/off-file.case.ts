import { test } from 'vitest'
import { configureGuard } from 'vitest-shutdown'
import { idle } from './idle.ts'

configureGuard({ mode: 'off' })

test('leaks in a file that is not watched', () => {
  setInterval(idle, 1001)
})

test('asks to be watched', () => {
  configureGuard({ mode: 'fail' })
})
