// @case {"leaks":[{"test":"opens","kind":"fd"}],"note":"require('fs').openSync, taken out of the module at import"}
import type * as fs from 'node:fs'
import { createRequire } from 'node:module'
import { expect, test } from 'vitest'
import { scratchFile } from '../support/scratch.ts'

const { openSync } = createRequire(import.meta.url)('fs') as typeof fs

test('opens', () => {
  const fd = openSync(scratchFile(), 'r+') // <- leak
  expect(fd).toBeGreaterThan(2)
})

test('neighbour', () => {
  expect(1).toBe(1)
})
