import { test } from 'vitest'
import { configureGuard, keep } from 'vitest-shutdown'
import { idle } from './idle.ts'

test('is given an unknown mode', () => {
  configureGuard({ mode: JSON.parse('"loud"') })
})

test('is given an unknown kind', () => {
  configureGuard({ ignore: [{ kind: JSON.parse('"sever"'), reason: 'known' }] })
})

test('is given an ignore of nothing', () => {
  configureGuard({ ignore: [{ reason: 'known' }] })
})

test('is given nothing', () => {
  configureGuard(JSON.parse('null'))
})

test('keeps undefined', () => {
  keep(undefined)
})

test('keeps null', () => {
  keep(null)
})

test('keeps a name', () => {
  keep('server')
})

test('leaks beside bad input', () => {
  setInterval(idle, 1001)
  keep(undefined)
})
