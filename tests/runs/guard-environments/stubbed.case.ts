import { createServer } from 'node:http'
import { afterEach, expect, test, vi } from 'vitest'
import { idle } from './idle.ts'

afterEach(() => {
  vi.unstubAllGlobals()
})

test('stubs what the guard observes', () => {
  vi.stubGlobal('fetch', () => 'stubbed')
  vi.stubGlobal('setTimeout', () => 1)
  vi.stubGlobal('setInterval', undefined)
  vi.stubGlobal('process', { ...process, env: {} })
  expect(fetch('http://api.test')).toBe('stubbed')
})

test('leaks a server under stubs', () => {
  vi.stubGlobal('setTimeout', () => 1)
  vi.stubGlobal('setImmediate', undefined)
  vi.stubGlobal('process', {})
  createServer().listen(0, '127.0.0.1')
})

test('leaks an interval after them', () => {
  setInterval(idle, 1001)
})
