import fs, { mkdtempSync, open, opendir, openSync, rmSync, writeFileSync, type Dir } from 'node:fs'
import promises, { open as openHandle, opendir as openDirectory } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { observeFiles } from '../../../../harness/handles/observe/observe-files.ts'
import { RecordingSink } from './recording-sink.ts'

const require = createRequire(import.meta.url)

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

const handleForms: Record<string, () => Promise<promises.FileHandle>> = {
  'fs.promises.open': () => fs.promises.open(file),
  'open of node:fs/promises': () => promises.open(file, 'r'),
  'a named import': () => openHandle(file, 'r', 0o666),
  'require()': () => (require('fs/promises') as typeof promises).open(file),
}

test.each(Object.entries(handleForms))(
  'a FileHandle of %s is open until closed',
  async (_, get) => {
    const handle = await get()

    expect(sink.only.resource).toBe(handle)
    expect(sink.only.isOpen()).toBe(true)
    expect(sink.only.kind).toBe('file')
    expect(sink.only.describe()).toBe(`file handle of ${file}`)
    expect(sink.only.remedy()).toBe('await handle.close()')
    expect(sink.only.stack).toContain('observe-files.test.ts')
    await handle.close()
    expect(sink.only.isOpen()).toBe(false)
  },
)

test('a FileHandle is closed by its dispose method, its stream, and the guard', async () => {
  const disposed = await openHandle(file)
  await disposed[Symbol.asyncDispose]()
  const read = await openHandle(file)
  for await (const chunk of read.createReadStream()) void chunk
  const closed = await openHandle(file)
  await sink.noted.find(({ resource }) => resource === closed)?.close()

  expect(sink.noted).toHaveLength(3)
  expect(sink.stillOpen).toEqual([])
})

test('the scope of a FileHandle is that of the call', async () => {
  sink.scope = 'at the call'
  const opened = openHandle(file)
  sink.scope = 'later'
  await opened

  expect(sink.only.scope).toBe('at the call')
})

test('a FileHandle that cannot be opened is not noted and fails as without the guard', async () => {
  const missing = join(folder, 'missing')

  await expect(openHandle(missing)).rejects.toThrow(
    `ENOENT: no such file or directory, open '${missing}'`,
  )
  await expect((openHandle as (...args: unknown[]) => Promise<unknown>)()).rejects.toThrow(
    'The "path" argument must be of type string or an instance of Buffer or URL. Received undefined',
  )
  expect(sink.noted).toEqual([])
})

test('what Node opens for itself is not noted', async () => {
  await promises.writeFile(file, 'x')
  await promises.readFile(file)
  await promises.appendFile(file, 'x')
  await promises.truncate(file)
  await promises.copyFile(file, join(folder, 'copy'))
  await promises.cp(folder, `${folder}-copy`, { recursive: true })
  await promises.rm(`${folder}-copy`, { recursive: true })

  expect(sink.stillOpen).toEqual([])
  expect(sink.noted.filter(({ kind }) => kind === 'file')).toEqual([])
})

const directoryForms: Record<string, () => Dir | Promise<Dir>> = {
  opendirSync: () => fs.opendirSync(folder),
  'opendir(path, callback)': () => promisify(opendir)(folder),
  'opendir(path, options, callback)': () =>
    new Promise((resolve) => fs.opendir(folder, { bufferSize: 1 }, (_error, dir) => resolve(dir))),
  'fs.promises.opendir': () => fs.promises.opendir(folder),
  'a named import of node:fs/promises': () => openDirectory(folder),
}

test.each(Object.entries(directoryForms))('a Dir of %s is open until closed', async (_, get) => {
  const dir = await get()

  expect(sink.only.resource).toBe(dir)
  expect(sink.only.isOpen()).toBe(true)
  expect(sink.only.kind).toBe('directory')
  expect(sink.only.describe()).toBe(`directory handle of ${folder}`)
  expect(sink.only.remedy()).toBe('await dir.close()')
  expect(sink.only.stack).toContain('observe-files.test.ts')
  // Asking has read nothing: the only file is still to come.
  expect(dir.readSync()?.name).toBe('data.txt')
  dir.closeSync()
  expect(sink.only.isOpen()).toBe(false)
})

const closeForms: Record<string, (dir: Dir) => unknown> = {
  'close()': (dir) => dir.close(),
  'close(callback)': (dir) => new Promise<void>((resolve) => dir.close(() => resolve())),
  'closeSync()': (dir) => dir.closeSync(),
  'iteration to the end': async (dir) => {
    for await (const entry of dir) void entry
  },
  'an iteration that is left': async (dir) => {
    for await (const entry of dir) if (entry.isFile()) break
  },
  'the guard': () => sink.only.close(),
}

test.each(Object.entries(closeForms))('a Dir is closed by %s', async (_, close) => {
  await close(fs.opendirSync(folder))

  expect(sink.only.isOpen()).toBe(false)
})

test('a Dir that cannot be opened is not noted and fails as without the guard', async () => {
  const missing = join(folder, 'missing')
  // Older versions of Node do not name the path here.
  const message = 'ENOENT: no such file or directory, opendir'

  expect(() => fs.opendirSync(missing)).toThrow(message)
  await expect(promisify(opendir)(missing)).rejects.toThrow(message)
  await expect(openDirectory(missing)).rejects.toThrow(message)
  expect(() => (opendir as (...args: unknown[]) => void)(folder)).toThrow(
    'The "callback" argument must be of type function. Received undefined',
  )
  expect(sink.noted).toEqual([])
})

test('observing twice is refused', () => {
  expect(() => observeFiles(sink)).toThrow(
    'Observing files already: call the function that undoes it first',
  )
})

test('an undo that is called late does not end what was begun since', () => {
  const first = undo
  first()
  undo = observeFiles(sink)
  first()
  openSync(file, 'r')

  expect(sink.only.isOpen()).toBe(true)
})

test('replaced functions look like the originals, and the undo restores them everywhere', () => {
  const replaced = { open, openSync, opendir, openHandle, openDirectory }
  const look = (of: object): unknown =>
    Object.values(of).map((f: object) => [
      Object.getPrototypeOf(f),
      Reflect.ownKeys(f).map((key) => [key, key === 'prototype' || Reflect.get(f, key)]),
    ])
  const lookOfReplaced = look(replaced)
  undo()
  const originals = { open, openSync, opendir, openHandle, openDirectory }

  expect(lookOfReplaced).toEqual(look(originals))
  for (const name of Object.keys(originals) as (keyof typeof originals)[])
    expect(replaced[name]).not.toBe(originals[name])
  const required = require('fs') as typeof fs
  expect([fs.open, required.open]).toEqual([open, open])
  expect([fs.openSync, required.openSync]).toEqual([openSync, openSync])
  expect([promises.open, required.promises.open]).toEqual([openHandle, openHandle])
  expect(openSync.toString()).toContain('binding')
  const construct = Object.getOwnPropertyDescriptor(fs.ReadStream.prototype, '_construct')
  expect([construct?.writable, construct?.enumerable]).toEqual([true, true])
})

test('a function that somebody has replaced since stays, and is not observed any more', () => {
  const ours = fs.openSync
  const theirs = ((...args: Parameters<typeof fs.openSync>) => ours(...args)) as typeof fs.openSync
  fs.openSync = theirs
  undo()

  expect(fs.openSync).toBe(theirs)
  fs.closeSync(fs.openSync(file, 'r'))
  expect(sink.noted).toEqual([])
  undo = observeFiles(sink)
  fs.closeSync(fs.openSync(file, 'r'))
  expect(sink.noted).toHaveLength(1)
  undo()
  expect(fs.openSync).toBe(theirs)
  fs.openSync = openSync
})
