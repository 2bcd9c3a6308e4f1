// @case {"leaks":[{"test":"watches","kind":"watcher"}],"note":"fs.watch of one file"}
import { watch } from 'node:fs'
import { expect, test } from 'vitest'
import { scratchFile } from '../support/scratch.ts'

test('watches', () => {
  const watcher = watch(scratchFile(), () => {}) // <- leak
  expect(watcher).toBeDefined()
})

test('watches and closes', () => {
  const watcher = watch(scratchFile(), () => {})
  watcher.close()
  expect(watcher).toBeDefined()
})
