import { startService, onTerminate } from 'fake-service'
import { test } from 'vitest'
import { configureGuard } from 'vitest-shutdown'
import { idle } from './idle.ts'

function attach(): void {
  process.on('exit', () => {})
}

test('attaches one of its own', () => {
  attach()
})

test('attaches one more', () => {
  attach()
})

test('attaches two in one test', () => {
  for (let count = 0; count < 2; count++) process.on('beforeExit', () => {})
})

test('attaches one, and has it fail', () => {
  configureGuard({ strict: true })
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

test('listens to standard input, and does not stop', () => {
  for (const event of ['data', 'end', 'error']) process.stdin.on(event, idle)
  process.stdin.on('close', idle)
})
