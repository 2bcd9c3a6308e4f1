import { test } from 'vitest'
import { configureGuard } from 'vitest-shutdown'

test('is not watched', () => {
  configureGuard({ mode: 'warn' })
})
