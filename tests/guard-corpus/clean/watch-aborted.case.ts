// @case {"note":"watchers ended by a signal, by close, by return"}
import { unwatchFile, watch, watchFile } from 'node:fs'
import { watch as watchPromises } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { scratchFile, scratchFolder } from '../support/scratch.ts'

test('by a signal', () => {
  const controller = new AbortController()
  watch(scratchFolder(), { signal: controller.signal })
  controller.abort()
  expect(controller.signal.aborted).toBe(true)
})

test('by a signal, in promises', async () => {
  const controller = new AbortController()
  const changes = watchPromises(scratchFolder(), { signal: controller.signal })
  const next = changes[Symbol.asyncIterator]().next()
  controller.abort()
  await expect(next).rejects.toThrow('aborted')
})

test('by close', () => {
  watch(scratchFolder(), { recursive: true }).close()
  watch(scratchFile(), { persistent: false }).close()
  expect(1).toBe(1)
})

test('by unwatchFile', () => {
  const path = scratchFile()
  const listener = (): void => {}
  watchFile(path, listener)
  unwatchFile(path, listener)
  expect(1).toBe(1)
})
