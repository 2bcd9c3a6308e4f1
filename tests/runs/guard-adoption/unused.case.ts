import { test } from 'vitest'
import { configureGuard } from 'vitest-shutdown'
import { idle } from './idle.ts'

configureGuard({
  ignore: [
    { kind: 'worker', reason: 'there was one' },
    { kind: 'interval', reason: 'there is one' },
  ],
})

test('ignores what there is not', () => {
  configureGuard({ ignore: [{ package: 'pg', source: /db/, reason: 'there was a pool' }] })
})

test('ignores what there is', () => {
  configureGuard({ ignore: [{ kind: 'timeout', reason: 'there is one' }] })
  setInterval(idle, 1001)
  setTimeout(idle, 10_001)
})
