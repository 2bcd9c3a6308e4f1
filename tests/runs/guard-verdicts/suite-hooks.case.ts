import { afterAll, aroundAll, beforeAll, describe, test } from 'vitest'
import { idle } from './idle.ts'

let shared: NodeJS.Timeout
let lazy: NodeJS.Timeout | undefined

beforeAll(() => {
  setInterval(idle, 1001)
  shared = setInterval(idle, 1002)
})

afterAll(() => {
  clearInterval(shared)
  clearInterval(lazy)
  setInterval(idle, 1003)
})

test('uses what the hook opened', () => {})

test('opens lazily what the hook closes', () => {
  lazy ??= setInterval(idle, 1004)
})

test('uses what was opened lazily', () => {
  lazy ??= setInterval(idle, 1004)
})

test('opens what no hook closes', () => {
  setInterval(idle, 1005)
})

describe('inner', () => {
  beforeAll(() => {
    setInterval(idle, 1006)
  })
  aroundAll(async (runSuite) => {
    setInterval(idle, 1007)
    await runSuite()
  })
  test('is clean', () => {})
})
