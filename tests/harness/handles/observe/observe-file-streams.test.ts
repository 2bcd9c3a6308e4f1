import { once } from 'node:events'
import fs, { createReadStream, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { finished } from 'node:stream/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { observeFiles } from '../../../../harness/handles/observe/observe-files.ts'
import { RecordingSink } from './recording-sink.ts'

type FileStream = fs.ReadStream | fs.WriteStream

let folder: string
let file: string
let sink: RecordingSink
let undo: () => void

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'observe-'))
  file = join(folder, 'data.txt')
  writeFileSync(file, 'data')
  sink = new RecordingSink()
  undo = observeFiles(sink)
})

afterEach(async () => {
  undo()
  for (const noted of sink.stillOpen) await noted.close()
  rmSync(folder, { recursive: true, force: true })
})

// As they are documented; their types have the arguments of a plain stream.
type StreamConstructor<S> = new (path: string, options?: object) => S
const ReadStream = fs.ReadStream as unknown as StreamConstructor<fs.ReadStream>
const WriteStream = fs.WriteStream as unknown as StreamConstructor<fs.WriteStream>

class Subclass extends ReadStream {}

const readForms: Record<string, () => FileStream> = {
  createReadStream: () => fs.createReadStream(file),
  'createReadStream of a named import': () => createReadStream(file, { highWaterMark: 1 }),
  'new fs.ReadStream': () => new ReadStream(file),
  'a subclass of fs.ReadStream': () => new Subclass(file),
}

const writeForms: Record<string, () => FileStream> = {
  createWriteStream: () => fs.createWriteStream(file),
  'new fs.WriteStream': () => new WriteStream(file, { flags: 'a' }),
}

test.each(Object.entries(readForms))('a stream of %s is one open file', async (_, create) => {
  const stream = create()
  await once(stream, 'open')

  expect(sink.only.resource).toBe(stream)
  expect(sink.only.isOpen()).toBe(true)
  expect(sink.only.kind).toBe('file')
  expect(sink.only.describe()).toBe(`read stream of ${file}`)
  expect(sink.only.remedy()).toBe('stream.destroy()')
  expect(sink.only.stack).toContain('observe-file-streams.test.ts')
  stream.destroy()
  await once(stream, 'close')
  expect(sink.only.isOpen()).toBe(false)
})

test.each(Object.entries(writeForms))('a stream of %s is one open file', async (_, create) => {
  const stream = create()
  await once(stream, 'open')

  expect(sink.only.isOpen()).toBe(true)
  expect(sink.only.describe()).toBe(`write stream of ${file}`)
  expect(sink.only.remedy()).toBe('stream.end()')
  await sink.only.close()
  expect(stream.closed).toBe(true)
  expect(sink.only.isOpen()).toBe(false)
})

test('a stream that was read to its end is closed', async () => {
  const stream = fs.createReadStream(file)
  for await (const chunk of stream) void chunk

  expect(sink.only.isOpen()).toBe(false)
})

test('a write stream that was ended is closed', async () => {
  await finished(fs.createWriteStream(file).end('x'))

  expect(sink.only.isOpen()).toBe(false)
})

test('a stream that does not close itself is open after its end', async () => {
  const stream = fs.createReadStream(file, { autoClose: false })
  for await (const chunk of stream.iterator({ destroyOnReturn: false })) void chunk

  expect(sink.only.isOpen()).toBe(true)
  expect(sink.only.remedy()).toBe('stream.destroy()')
})

test('a stream of a file that is not there is not noted and fails as without the guard', async () => {
  const missing = join(folder, 'missing')

  const [error] = (await once(fs.createReadStream(missing), 'error')) as [Error]

  expect(error.message).toBe(`ENOENT: no such file or directory, open '${missing}'`)
  expect(sink.noted).toEqual([])
})

test('bad arguments are refused as without the guard', () => {
  const create = fs.createReadStream as (...args: unknown[]) => unknown

  expect(() => create(undefined)).toThrow(
    'The "path" argument must be of type string or an instance of Buffer or URL. Received undefined',
  )
})

test('the scope is that of the call, though the file is opened later', async () => {
  sink.scope = 'at the call'
  const stream = fs.createReadStream(file)
  sink.scope = 'later'
  await once(stream, 'open')

  expect(sink.only.scope).toBe('at the call')
})

test('a descriptor that a stream was made of is that stream', async () => {
  const fd = openSync(file, 'r')
  fs.createReadStream('', { fd })
  await new Promise((resolve) => setImmediate(resolve))

  expect(sink.noted.map((noted) => [noted.describe(), noted.isOpen()])).toEqual([
    [`file descriptor ${fd} of ${file}`, false],
    [`read stream of ${file}`, true],
  ])
})

test('a descriptor that a stream reads but does not close is still itself', async () => {
  const fd = openSync(file, 'r')
  const stream = fs.createReadStream('', { fd, autoClose: false })
  for await (const chunk of stream.iterator({ destroyOnReturn: false })) void chunk

  expect(sink.only.describe()).toBe(`file descriptor ${fd} of ${file}`)
  expect(sink.only.isOpen()).toBe(true)
})

test('a stream of a FileHandle is that handle', async () => {
  const handle = await fs.promises.open(file)
  handle.createReadStream({ autoClose: false }).on('data', () => {})
  await new Promise((resolve) => setImmediate(resolve))

  expect(sink.only.resource).toBe(handle)
  expect(sink.only.isOpen()).toBe(true)
})

test('a stream with a construct option or method of its own works as without the guard', async () => {
  class Constructed extends ReadStream {
    override _construct(callback: (error?: Error | null) => void): void {
      super._construct?.(callback)
    }
  }
  const stream = new Constructed(file)
  await once(stream, 'open')
  expect(sink.only.resource).toBe(stream)

  const assigned = fs.createReadStream(file)
  const construct = (callback: () => void): void => callback()
  assigned._construct = construct
  await new Promise((resolve) => setImmediate(resolve))

  expect(assigned._construct).toBe(construct)
  expect(sink.noted).toHaveLength(1)
})

test('a stream whose file is opened after the undo is not noted', async () => {
  const stream = fs.createReadStream(file)
  undo()
  await once(stream, 'open')
  stream.destroy()

  expect(sink.noted).toEqual([])
})
