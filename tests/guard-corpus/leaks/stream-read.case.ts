// @case {"leaks":[{"test":"peeks","kind":"stream"}],"note":"a read stream that is opened and not read to its end"}
import { once } from 'node:events'
import { createReadStream } from 'node:fs'
import { expect, test } from 'vitest'
import { scratchFile } from '../support/scratch.ts'

const kept: unknown[] = []

test('peeks', async () => {
  const stream = createReadStream(scratchFile('x'.repeat(1_000_000)), { highWaterMark: 100 }) // <- leak
  kept.push(stream)
  await once(stream, 'readable')
  expect(stream.read(10)).toHaveLength(10)
})

test('reads', async () => {
  const stream = createReadStream(scratchFile())
  kept.push(stream)
  stream.resume()
  await once(stream, 'close')
  expect(stream.destroyed).toBe(true)
})
