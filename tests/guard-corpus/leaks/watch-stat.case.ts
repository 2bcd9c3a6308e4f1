// @case {"leaks":[{"test":"polls a file","kind":"watcher"}],"note":"fs.watchFile; another file is unwatched"}
import { unwatchFile, watchFile } from 'node:fs'
import { expect, test } from 'vitest'
import { scratchFile } from '../support/scratch.ts'

test('polls a file and stops', () => {
  const path = scratchFile()
  watchFile(path, { interval: 100 }, () => {})
  unwatchFile(path)
  expect(1).toBe(1)
})

test('polls a file', () => {
  const path = scratchFile()
  watchFile(path, { interval: 100 }, () => {}) // <- leak
  expect(path).toContain('file')
})
