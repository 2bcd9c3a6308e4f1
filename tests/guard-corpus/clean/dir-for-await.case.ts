// @case {"note":"a Dir read to its end, left by break, closed without waiting"}
import fs from 'node:fs'
import { opendir, readdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import { expect, test } from 'vitest'
import { scratchFile } from '../support/scratch.ts'

test('to the end', async () => {
  const names: string[] = []
  for await (const entry of await opendir(dirname(scratchFile()))) names.push(entry.name)
  expect(names).toEqual(['file.txt'])
})

test('left by break', async () => {
  for await (const entry of fs.opendirSync(dirname(scratchFile()))) {
    expect(entry.name).toBe('file.txt')
    break
  }
})

test('closed without waiting', () => {
  const dir = fs.opendirSync(dirname(scratchFile()))
  dir.close(() => {})
  expect(dir.path).toContain('s-')
})

test('read whole', async () => {
  expect(await readdir(dirname(scratchFile()), { recursive: true })).toEqual(['file.txt'])
})
