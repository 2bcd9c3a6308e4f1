// @case {"leaks":[{"test":"opens","kind":"fd"}],"note":"promisify(fs.open), made at module level"}
import { closeSync, open, readSync } from 'node:fs'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { scratchFile } from '../support/scratch.ts'

const openFile = promisify(open)

test('opens', async () => {
  const fd = await openFile(scratchFile(), 'r') // <- leak
  expect(readSync(fd, Buffer.alloc(3))).toBe(3)
})

test('opens and closes', async () => {
  const fd = await openFile(scratchFile(), 'r')
  closeSync(fd)
  expect(fd).toBeGreaterThan(2)
})
