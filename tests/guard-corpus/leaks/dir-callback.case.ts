// @case {"leaks":[{"test":"lists","kind":"dir"}],"note":"opendir with a callback"}
import { opendir, type Dir } from 'node:fs'
import { expect, test } from 'vitest'
import { scratchFolder } from '../support/scratch.ts'

const kept: Dir[] = []

test('lists', async () => {
  const dir = await new Promise<Dir>((resolve, reject) => {
    opendir(scratchFolder(), (error, opened) => (error ? reject(error) : resolve(opened))) // <- leak
  })
  kept.push(dir)
  expect(await dir.read()).toBeNull()
})

test('neighbour', () => {
  expect(kept).toHaveLength(1)
})
