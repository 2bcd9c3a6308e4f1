// @case {"leaks":[{"test":"opens the second","kind":"fd"}],"note":"the number of a closed fd is given out again, to the one that leaks"}
import fs from 'node:fs'
import { expect, test } from 'vitest'
import { scratchFile } from '../support/scratch.ts'

test('opens the second', () => {
  const first = fs.openSync(scratchFile(), 'r')
  fs.closeSync(first)
  const second = fs.openSync(scratchFile(), 'r') // <- leak
  expect(second).toBe(first)
})

test('neighbour', () => {
  const fd = fs.openSync(scratchFile(), 'r')
  fs.closeSync(fd)
  expect(fd).toBeGreaterThan(2)
})
