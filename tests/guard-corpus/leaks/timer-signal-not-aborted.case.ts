// @case {"leaks":[{"test":"could be cancelled","kind":"timer"}],"note":"setTimeout of node:timers/promises with a signal that nobody aborts"}
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'

test('is cancelled', async () => {
  const controller = new AbortController()
  const waiting = sleep(30_000, undefined, { signal: controller.signal })
  controller.abort()
  await expect(waiting).rejects.toThrow('aborted')
})

test('could be cancelled', () => {
  const controller = new AbortController()
  sleep(30_000, undefined, { signal: controller.signal }).catch(() => {}) // <- leak
  expect(controller.signal.aborted).toBe(false)
})
