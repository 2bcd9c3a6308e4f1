// @case {"leaks":[{"test":"opens","kind":"fd"}],"note":"fs.open with a callback"}
import * as fs from 'node:fs'
import { expect, test } from 'vitest'
import { scratchFile } from '../support/scratch.ts'

test('opens', async () => {
  const fd = await new Promise<number>((resolve, reject) => {
    fs.open(scratchFile(), 'r', (error, opened) => (error ? reject(error) : resolve(opened))) // <- leak
  })
  expect(fs.fstatSync(fd).size).toBeGreaterThan(0)
})

test('neighbour', () => {
  expect(1).toBe(1)
})
