// @case {"leaks":[{"test":"lists","kind":"dir"}],"note":"opendirSync, read in part"}
import { opendirSync, type Dir } from 'node:fs'
import { expect, test } from 'vitest'
import { scratchFile } from '../support/scratch.ts'
import { dirname } from 'node:path'

const kept: Dir[] = []

test('lists', () => {
  const dir = opendirSync(dirname(scratchFile())) // <- leak
  kept.push(dir)
  expect(dir.readSync()?.name).toBe('file.txt')
})

test('lists and closes', () => {
  const dir = opendirSync(dirname(scratchFile()))
  kept.push(dir)
  dir.closeSync()
  expect(kept).toHaveLength(2)
})
