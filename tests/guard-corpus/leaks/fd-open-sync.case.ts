// @case {"leaks":[{"test":"takes a lock","kind":"fd"}],"note":"openSync by a named import: a bare number, no object at all"}
import { closeSync, openSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { scratchFolder } from '../support/scratch.ts'

test('takes a lock and frees it', () => {
  const fd = openSync(join(scratchFolder(), 'lock'), 'wx')
  closeSync(fd)
  expect(fd).toBeGreaterThan(2)
})

test('takes a lock', () => {
  const fd = openSync(join(scratchFolder(), 'lock'), 'wx') // <- leak
  expect(fd).toBeGreaterThan(2)
})
