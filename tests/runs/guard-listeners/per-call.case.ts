import { startService, onTerminate } from 'fake-service'
import { test } from 'vitest'
import { idle } from './idle.ts'

test('attaches its own', () => {
  process.on('exit', idle)
})

test('has a package attach its own', () => {
  onTerminate(idle)
})

test('starts a service, which attaches one', () => {
  startService()
})

test('starts another, which attaches one more', () => {
  startService()
})
