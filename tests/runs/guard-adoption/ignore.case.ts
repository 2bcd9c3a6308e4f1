import { createServer } from 'node:http'
import { startTicker } from 'ticker'
import { describe, test } from 'vitest'
import { configureGuard } from 'vitest-shutdown'
import { idle } from './idle.ts'
import { leakKnown } from './known-leak.ts'

describe('by kind', () => {
  test('what matches may stay', () => {
    configureGuard({ ignore: [{ kind: ['interval', 'server'], reason: 'known' }] })
    setInterval(idle, 1001)
    createServer().listen(0)
  })
  test('what does not match may not', () => {
    configureGuard({ ignore: [{ kind: ['interval', 'server'], reason: 'known' }] })
    setInterval(idle, 1001)
    setTimeout(idle, 10_001)
  })
})

describe('by package', () => {
  test('what matches may stay', () => {
    configureGuard({ ignore: [{ package: 'ticker', reason: 'known' }] })
    startTicker()
  })
  test('what does not match may not', () => {
    configureGuard({ ignore: [{ package: 'ticker', reason: 'known' }] })
    startTicker()
    setInterval(idle, 1002)
  })
})

describe('by source', () => {
  test('what matches may stay', () => {
    configureGuard({ ignore: [{ source: 'known-leak.ts', reason: 'known' }] })
    leakKnown()
  })
  test('what matches a line may stay', () => {
    configureGuard({ ignore: [{ source: 'known-leak.ts:5', reason: 'known' }] })
    leakKnown()
  })
  test('what matches another line may not', () => {
    configureGuard({ ignore: [{ source: 'known-leak.ts:1', reason: 'known' }] })
    leakKnown()
  })
  test('what matches an expression may stay', () => {
    configureGuard({ ignore: [{ source: /^known-.*:5:\d+$/, reason: 'known' }] })
    leakKnown()
  })
})

test('by kind and package, of which one does not match', () => {
  configureGuard({ ignore: [{ kind: 'server', package: 'ticker', reason: 'known' }] })
  startTicker()
})

test('ignores of the test before do not reach', () => {
  setInterval(idle, 1003)
})
