// @case {"note":"small reads and writes that nobody awaits"}
import fs from 'node:fs'
import { readFile, readdir, stat, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { expect, test } from 'vitest'
import { scratchFile } from '../support/scratch.ts'

test('reads and goes', () => {
  const path = scratchFile()
  void readFile(path)
  void stat(path)
  void readdir(dirname(path))
  fs.readFile(path, () => {})
  fs.stat(path, () => {})
  expect(1).toBe(1)
})

test('writes and goes', () => {
  void writeFile(scratchFile(), 'x')
  fs.writeFile(scratchFile(), 'x', () => {})
  fs.appendFile(scratchFile(), 'x', () => {})
  expect(1).toBe(1)
})

test('neighbour', async () => {
  expect(await readFile(scratchFile(), 'utf8')).toContain('one')
})
