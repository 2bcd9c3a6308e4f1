import { test } from 'vitest'
import { configureGuard } from 'vitest-shutdown'

configureGuard({ ignore: [{ kind: 'worker', reason: 'the test that has it is skipped' }] })

test('is clean', () => {})

test('has a worker', ({ skip }) => {
  skip()
})
