// @case {"leaks":[{"test":"waits for a signal","kind":"listener"}],"note":"events.once(process, …) that is never settled"}
import { once } from 'node:events'
import { expect, test } from 'vitest'

test('waits for a signal', () => {
  const waiting = once(process, 'SIGUSR2') // <- leak
  expect(waiting.then).toBeTypeOf('function')
})

test('waits for a signal and gives up', async () => {
  const controller = new AbortController()
  const waiting = once(process, 'SIGUSR2', { signal: controller.signal })
  controller.abort()
  await expect(waiting).rejects.toThrow('aborted')
})
