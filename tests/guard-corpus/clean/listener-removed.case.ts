// @case {"note":"process listeners that were removed, in every way, or fired once"}
import { once } from 'node:events'
import { afterEach, expect, test } from 'vitest'

const onSignal = (): void => {}

afterEach(() => {
  process.off('SIGINT', onSignal)
})

test('in the body', () => {
  process.on('SIGTERM', onSignal)
  process.once('exit', onSignal)
  process.removeListener('SIGTERM', onSignal)
  process.off('exit', onSignal)
  expect(process.listeners('SIGTERM')).not.toContain(onSignal)
})

test('in afterEach', () => {
  process.on('SIGINT', onSignal)
  expect(process.listeners('SIGINT')).toContain(onSignal)
})

test('fired once', () => {
  let heard = 0
  process.once('SIGUSR2', () => heard++)
  process.emit('SIGUSR2')
  expect(heard).toBe(1)
})

test('all of one event', () => {
  process.on('SIGHUP', onSignal)
  process.prependListener('SIGHUP', onSignal)
  process.removeAllListeners('SIGHUP')
  expect(process.listenerCount('SIGHUP')).toBe(0)
})

test('a warning that was awaited', async () => {
  const heard = once(process, 'warning')
  process.emitWarning('careful')
  expect(String((await heard)[0])).toContain('careful')
})
