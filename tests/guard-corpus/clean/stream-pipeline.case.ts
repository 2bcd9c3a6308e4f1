// @case {"note":"streams that end: pipeline, for await, finished, destroy without waiting"}
import { once } from 'node:events'
import { createReadStream, createWriteStream, readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { expect, test } from 'vitest'
import { scratchFile } from '../support/scratch.ts'

test('pipeline', async () => {
  const target = `${scratchFile()}.gz`
  await pipeline(createReadStream(scratchFile()), createGzip(), createWriteStream(target))
  expect(readFileSync(target).length).toBeGreaterThan(0)
})

test('for await', async () => {
  let size = 0
  for await (const chunk of createReadStream(scratchFile())) size += (chunk as Buffer).length
  expect(size).toBeGreaterThan(0)
})

test('lines', async () => {
  const lines: string[] = []
  const input = createReadStream(scratchFile())
  for await (const line of createInterface({ input })) lines.push(line)
  expect(lines).toEqual(['one', 'two', 'three'])
})

test('destroy and end without waiting', async () => {
  const reading = createReadStream(scratchFile())
  const writing = createWriteStream(scratchFile())
  await once(reading, 'open')
  reading.destroy()
  writing.end('done')
  expect(reading.destroyed).toBe(true)
})

test('in memory', () => {
  expect(Readable.from(['a', 'b']).readable).toBe(true)
})
