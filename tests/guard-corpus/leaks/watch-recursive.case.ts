// @case {"leaks":[{"test":"watches a tree","kind":"watcher"}],"note":"fs.watch, recursive: on Linux a walk of Node's own"}
import fs from 'node:fs'
import { expect, test } from 'vitest'
import { pause } from '../support/pause.ts'
import { scratchFolder } from '../support/scratch.ts'

test('watches a tree', async () => {
  const folder = scratchFolder()
  fs.mkdirSync(`${folder}/inner`)
  const watcher = fs.watch(folder, { recursive: true }) // <- leak
  await pause(5)
  expect(watcher).toBeDefined()
})

test('neighbour', () => {
  expect(1).toBe(1)
})
