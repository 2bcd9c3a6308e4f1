// @case {"note":"the synchronous functions, and FileHandles that are closed in several ways"}
import fs from 'node:fs'
import { open } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { scratchFile, scratchFolder } from '../support/scratch.ts'

test('in one go', () => {
  const path = scratchFile()
  fs.appendFileSync(path, 'four\n')
  expect(fs.readFileSync(path, 'utf8')).toContain('four')
  fs.copyFileSync(path, `${path}.copy`)
  fs.rmSync(path)
  expect(fs.readdirSync(scratchFolder())).toEqual([])
})

test('by fd', async () => {
  const fd = fs.openSync(scratchFile(), 'r')
  fs.readSync(fd, Buffer.alloc(3))
  await new Promise((resolve) => fs.close(fd, resolve))
  expect(fd).toBeGreaterThan(2)
})

test('closes without waiting', async () => {
  const handle = await open(scratchFile())
  void handle.close()
  fs.close(fs.openSync(scratchFile(), 'r'))
  expect(1).toBe(1)
})

test('by the end of its stream', async () => {
  const handle = await open(scratchFile())
  const chunks: string[] = []
  for await (const chunk of handle.createReadStream({ encoding: 'utf8' }))
    chunks.push(String(chunk))
  expect(chunks.join('')).toContain('three')
})

test('by asyncDispose', async () => {
  const handle = await open(scratchFile())
  await handle[Symbol.asyncDispose]()
  expect(handle.fd).toBe(-1)
})

test('a stream over an fd', async () => {
  const fd = fs.openSync(scratchFile(), 'r')
  const stream = fs.createReadStream('', { fd })
  stream.resume()
  await new Promise<void>((resolve) => stream.once('close', resolve))
  expect(stream.closed).toBe(true)
})
