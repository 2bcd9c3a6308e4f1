// @case {"leaks":[{"test":"waits for a change","kind":"watcher"}],"note":"the async iterator of fs.promises.watch, waited for and left"}
import { watch } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { pause } from '../support/pause.ts'
import { scratchFolder } from '../support/scratch.ts'

test('waits for a change', async () => {
  const changes = watch(scratchFolder())[Symbol.asyncIterator]() // <- leak
  void changes.next() // <- leak
  await pause(2)
  expect(changes).toBeDefined()
})

test('neighbour', () => {
  expect(1).toBe(1)
})
