// @case {"leaks":[{"test":"polls a file","kind":"fd"}],"note":"opened in the callback of expect.poll, once for each try"}
import { openSync } from 'node:fs'
import { expect, test } from 'vitest'
import { scratchFile } from '../support/scratch.ts'

test('polls a file', async () => {
  const path = scratchFile()
  let tries = 0
  await expect.poll(() => openSync(path, 'r') > 2 && ++tries, { interval: 2 }).toBe(3) // <- leak
})

test('polls', async () => {
  let tries = 0
  await expect.poll(() => ++tries, { interval: 2 }).toBe(3)
})
