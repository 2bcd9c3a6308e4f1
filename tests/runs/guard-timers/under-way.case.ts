import { open } from 'node:fs/promises'
import { test } from 'vitest'

test('asks for a file last of all, and does not wait for it', () => {
  void open('package.json', 'r')
})
