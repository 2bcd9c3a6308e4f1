// @case {"leaks":[{"test":"lists","kind":"dir"}],"note":"opendir of node:fs/promises, whose iterator is left waiting"}
import type { Dir } from 'node:fs'
import { opendir } from 'node:fs/promises'
import { dirname } from 'node:path'
import { expect, test } from 'vitest'
import { scratchFile } from '../support/scratch.ts'

const kept: Dir[] = []

test('lists all', async () => {
  const dir = await opendir(dirname(scratchFile()))
  kept.push(dir)
  for await (const entry of dir) expect(entry.isFile()).toBe(true)
})

test('lists', async () => {
  const dir = await opendir(dirname(scratchFile())) // <- leak
  kept.push(dir)
  const first = await dir.read()
  expect(first?.name).toBe('file.txt')
})
