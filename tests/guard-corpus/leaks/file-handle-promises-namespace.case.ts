// @case {"leaks":[{"test":"appends","kind":"file"}],"note":"fs.promises.open by way of the default import"}
import fs from 'node:fs'
import { expect, test } from 'vitest'
import { scratchFile } from '../support/scratch.ts'

const kept: fs.promises.FileHandle[] = []

test('appends', async () => {
  const handle = await fs.promises.open(scratchFile(), 'a') // <- leak
  kept.push(handle)
  await handle.appendFile('four\n')
  expect(handle.fd).toBeGreaterThan(2)
})

test('neighbour', async () => {
  expect((await fs.promises.readFile(scratchFile(), 'utf8')).length).toBeGreaterThan(0)
})
