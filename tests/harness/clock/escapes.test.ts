// oxlint-disable typescript/unbound-method -- capturing them is the point
import { execFile } from 'node:child_process'
import { Socket } from 'node:net'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type Clock, createClock } from '../../../harness/clock/create-clock.ts'
import { real } from '../../../harness/platform/real-time.ts'

// Captured before any clock, without trampolines: what a subject does that was imported too early.
const { setTimeout: captured } = globalThis
const { timeout } = AbortSignal

let clock: Clock

beforeEach(() => {
  clock = createClock()
})

afterEach(() => {
  clock[Symbol.dispose]()
})

test('a native timer of the user is an escape with its line', () => {
  function poll(): void {
    clearTimeout(captured(() => {}, 1))
  }
  poll()
  expect(clock.escapes()).toMatchObject([
    {
      kind: 'setTimeout (node:timers)',
      owner: 'user',
      createdAt: expect.stringMatching(
        /^poll \(tests\/harness\/clock\/escapes\.test\.ts:\d+:\d+\)$/,
      ),
      stack: expect.stringContaining('poll'),
    },
  ])
})

test('a native AbortSignal.timeout of the user is an escape', () => {
  timeout.call(AbortSignal, 1)
  expect(clock.escapes()).toMatchObject([{ owner: 'user', kind: 'AbortSignal.timeout' }])
})

test('timers inside Node are core’s, with the line of the user that led there', () => {
  new Socket().setTimeout(1e6).destroy()
  execFile(process.execPath, ['--version'], { timeout: 1e6 }).kill()
  expect(clock.escapes()).toMatchObject([
    { kind: 'Socket.setTimeout', owner: 'core' },
    { kind: 'execFile (node:child_process)', owner: 'core' },
  ])
  for (const { createdAt } of clock.escapes()) expect(createdAt).toContain('escapes.test.ts')
})

test('virtual timers, and those of Vitest, are none', async () => {
  setTimeout(() => {}, 1)
  setInterval(() => {}, 1)
  AbortSignal.timeout(1)
  await clock.advance(5)
  await vi.waitFor(() => expect(clock.nowMs).toBe(5))
  await expect.poll(() => clock.nowMs).toBe(5)
  expect(clock.escapes()).toEqual([])
})

test('a native timer that a virtual one makes is an escape', async () => {
  setTimeout(() => clearTimeout(captured(() => {}, 1)), 10)
  await clock.advance(10)
  expect(clock.escapes()).toHaveLength(1)
})

test('escapes can be read after restore, and timers made then are none', () => {
  real.clearTimeout(captured(() => {}, 1))
  clock.restore()
  real.clearTimeout(captured(() => {}, 1))
  expect(clock.escapes()).toHaveLength(1)
})

test('detectEscapes: false looks for none', () => {
  clock.restore()
  clock = createClock({ detectEscapes: false })
  real.clearTimeout(captured(() => {}, 1))
  expect(clock.escapes()).toEqual([])
})
