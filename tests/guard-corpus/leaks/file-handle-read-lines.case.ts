// @case {"leaks":[{"test":"reads one line","kind":"file"}],"note":"readLines({ autoClose: false }) leaves the handle to the caller"}
import { open, type FileHandle } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { scratchFile } from '../support/scratch.ts'

const kept: FileHandle[] = []

test('reads one line', async () => {
  const handle = await open(scratchFile()) // <- leak
  kept.push(handle)
  const lines: string[] = []
  for await (const line of handle.readLines({ autoClose: false })) lines.push(line)
  expect(lines).toHaveLength(3)
})

test('reads all lines', async () => {
  const handle = await open(scratchFile())
  kept.push(handle)
  const lines: string[] = []
  for await (const line of handle.readLines()) lines.push(line)
  expect(lines).toHaveLength(3)
})
