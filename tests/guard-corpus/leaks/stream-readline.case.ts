// @case {"leaks":[{"test":"reads the first line","kind":"stream"}],"note":"readline over a file: closing the interface does not close the stream"}
import { once } from 'node:events'
import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { expect, test } from 'vitest'
import { scratchFile } from '../support/scratch.ts'

const kept: unknown[] = []

test('reads the first line', async () => {
  const path = scratchFile('line\n'.repeat(200_000))
  const input = createReadStream(path) // <- leak
  const lines = createInterface({ input })
  kept.push(input)
  const [first] = (await once(lines, 'line')) as [string]
  lines.close()
  expect(first).toBe('line')
})

test('neighbour', () => {
  expect(kept).toHaveLength(1)
})
