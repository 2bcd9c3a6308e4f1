// @case {"leaks":[{"test":"reloads on SIGUSR2","kind":"listener"},{"test":"reloads on SIGHUP once","kind":"listener","marks":["once"]},{"test":"draws again on SIGWINCH","kind":"listener","marks":["prepend"]}],"note":"on(), once() that never fires, prependListener()"}
import { expect, test } from 'vitest'

test('reloads on SIGUSR2', () => {
  process.addListener('SIGUSR2', () => {}) // <- leak
  expect(process.listenerCount('SIGUSR2')).toBeGreaterThan(0)
})

test('removes what it added', () => {
  const reload = (): void => {}
  process.on('SIGUSR2', reload)
  process.off('SIGUSR2', reload)
  expect(1).toBe(1)
})

test('reloads on SIGHUP once', () => {
  process.once('SIGHUP', () => {}) // <- leak once
  expect(process.listenerCount('SIGHUP')).toBeGreaterThan(0)
})

test('draws again on SIGWINCH', () => {
  process.prependListener('SIGWINCH', () => {}) // <- leak prepend
  expect(process.listenerCount('SIGWINCH')).toBeGreaterThan(0)
})
