// @case {"leaks":[{"test":"starts late","kind":"timer"}],"note":"opened after awaits of several sorts: microtask, timer, file, thread pool"}
import { pbkdf2 } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { pause } from '../support/pause.ts'
import { scratchFile } from '../support/scratch.ts'

async function start(): Promise<number> {
  await Promise.resolve()
  await pause(3)
  const text = await readFile(scratchFile(), 'utf8')
  await promisify(pbkdf2)('secret', 'salt', 10, 16, 'sha256')
  setInterval(() => {}, 4000) // <- leak
  return text.length
}

test('starts late', async () => {
  expect(await start()).toBeGreaterThan(0)
})

test('neighbour', async () => {
  await pause(3)
  expect(1).toBe(1)
})
