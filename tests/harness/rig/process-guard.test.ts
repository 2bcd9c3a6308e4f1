import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { ProcessGuard } from '../../../harness/rig/process-guard.ts'

const before = {
  exit: process.exit,
  kill: process.kill,
  setTimeout: globalThis.setTimeout,
  exitCode: process.exitCode,
  uncaught: process.rawListeners('uncaughtException'),
}
let guard: ProcessGuard

beforeEach(() => {
  guard = new ProcessGuard()
  guard.install()
  guard.settle()
})

afterEach(() => guard.restore())

describe('a process guard', () => {
  test('prevents process.exit() and notes it', () => {
    expect(() => process.exit(3)).toThrow(
      'process.exit(3) was prevented while the manager is checked',
    )
    expect(guard.exits.map(({ label }) => label)).toEqual(['process.exit(3)'])
  })

  test('prevents a signal to the own process, and lets others through', () => {
    expect(() => process.kill(process.pid, 'SIGTERM')).toThrow('was prevented')
    expect(process.kill(process.pid, 0)).toBe(true)
  })

  test('names the globals that were replaced, and puts them back', () => {
    globalThis.setTimeout = (() => {}) as never
    expect(guard.findReplaced()).toEqual(['globalThis.setTimeout'])
    guard.restore()
    expect(globalThis.setTimeout).toBe(before.setTimeout)
  })

  test('names the listeners that were added, and removes them', () => {
    const listener = (): void => {}
    process.on('SIGTERM', listener)
    process.once('exit', listener)
    expect(guard.findAddedListeners().toSorted()).toEqual(['SIGTERM', 'exit'])
    guard.restore()
    expect([
      process.listenerCount('SIGTERM'),
      process.listeners('exit').includes(listener),
    ]).toEqual([0, false])
  })

  test('puts back the listeners that were removed', () => {
    process.removeAllListeners('uncaughtException')
    guard.restore()
    expect(process.rawListeners('uncaughtException')).toEqual(before.uncaught)
  })

  test('collects unhandled rejections', async () => {
    void Promise.reject(new Error('lost'))
    await new Promise((resolve) => {
      setImmediate(resolve)
    })
    expect(guard.unhandled).toEqual([new Error('lost')])
  })

  test('puts back everything else', () => {
    process.exitCode = 9
    guard.restore()
    expect({
      exit: process.exit,
      kill: process.kill,
      setTimeout: globalThis.setTimeout,
      exitCode: process.exitCode,
      uncaught: process.rawListeners('uncaughtException'),
    }).toEqual(before)
  })
})
