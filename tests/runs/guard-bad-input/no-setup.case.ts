import { test } from 'vitest'
import { configureGuard } from 'vitest-shutdown'

configureGuard({ mode: 'warn' })

test('is clean', () => {})
