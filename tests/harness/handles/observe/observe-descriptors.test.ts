import { execFileSync } from 'node:child_process'
import fs, {
  closeSync as namedCloseSync,
  mkdtempSync,
  openSync as namedOpenSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import net from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { observeFiles } from '../../../../harness/handles/observe/observe-files.ts'
import { RecordingSink } from './recording-sink.ts'

const require = createRequire(import.meta.url)
const originalCloseSync = fs.closeSync

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

afterEach(() => {
  undo()
  for (const noted of sink.stillOpen) void noted.close()
  rmSync(folder, { recursive: true, force: true })
})

const openForms: Record<string, () => number | Promise<number>> = {
  'openSync of the default import': () => fs.openSync(file, 'r'),
  'openSync of a named import': () => namedOpenSync(file, 'r'),
  'openSync of require()': () => (require('fs') as typeof fs).openSync(file, 'r', 0o666),
  'open(path, callback)': () =>
    new Promise((resolve) => fs.open(file, (_error, fd) => resolve(fd))),
  'open(path, flags, callback)': () =>
    new Promise((resolve) => fs.open(file, 'r', (_error, fd) => resolve(fd))),
  'open(path, flags, mode, callback)': () =>
    new Promise((resolve) => fs.open(file, 'r', 0o666, (_error, fd) => resolve(fd))),
  'promisify(open)': () => promisify(fs.open)(file, 'r'),
}

const closeForms: Record<string, (fd: number) => unknown> = {
  'closeSync of the default import': (fd) => fs.closeSync(fd),
  'closeSync of a named import': (fd) => namedCloseSync(fd),
  'close(fd, callback)': (fd) => promisify((done: () => void) => fs.close(fd, done))(),
  'close(fd)': (fd) => fs.close(fd),
  'promisify(close)': (fd) => promisify(fs.close)(fd),
  'closeSync captured before': (fd) => originalCloseSync(fd),
}

test.each(Object.entries(openForms))('a descriptor of %s is open until closed', async (_, open) => {
  const fd = await open()

  expect(sink.only.isOpen()).toBe(true)
  expect(sink.only.kind).toBe('file')
  expect(sink.only.describe()).toBe(`file descriptor ${fd} of ${file}`)
  expect(sink.only.remedy()).toBe('fs.closeSync(fd)')
  expect(sink.only.stack).toContain('observe-descriptors.test.ts')
  fs.closeSync(fd)
  expect(sink.only.isOpen()).toBe(false)
})

test.each(Object.entries(closeForms))('a descriptor is closed by %s', async (_, close) => {
  const fd = fs.openSync(file, 'r')

  await close(fd)

  expect(sink.only.isOpen()).toBe(false)
})

test('closing a noted descriptor closes it, and it alone', () => {
  const [first, second] = [fs.openSync(file, 'r'), fs.openSync(file, 'r')]

  void sink.noted[0]?.close()

  expect(() => fs.fstatSync(first)).toThrow('EBADF: bad file descriptor, fstat')
  expect(fs.fstatSync(second).size).toBe(4)
  expect(sink.stillOpen.map((noted) => noted.describe())).toEqual([
    `file descriptor ${second} of ${file}`,
  ])
})

test('the scope of an asynchronous open is that of the call', async () => {
  sink.scope = 'at the call'
  const opened = promisify(fs.open)(file, 'r')
  sink.scope = 'later'
  await opened

  expect(sink.only.scope).toBe('at the call')
})

test('an open that fails is not noted and fails as without the guard', async () => {
  const missing = join(folder, 'missing')

  expect(() => fs.openSync(missing, 'r')).toThrow(
    `ENOENT: no such file or directory, open '${missing}'`,
  )
  await expect(promisify(fs.open)(missing, 'r')).rejects.toThrow(
    `ENOENT: no such file or directory, open '${missing}'`,
  )
  expect(sink.noted).toEqual([])
})

test('bad arguments are refused as without the guard', () => {
  const open = fs.open as (...args: unknown[]) => void
  const close = fs.close as (...args: unknown[]) => void

  expect(() => open(file)).toThrow('The "cb" argument must be of type function. Received undefined')
  expect(() => open(file, 'r', 0o666, 'no function')).toThrow(
    `The "cb" argument must be of type function. Received type string ('no function')`,
  )
  expect(() => close('no fd')).toThrow(
    `The "fd" argument must be of type number. Received type string ('no fd')`,
  )
})

test('a close that is refused leaves the descriptor open', () => {
  const fd = fs.openSync(file, 'r')

  expect(() => (fs.close as (...args: unknown[]) => void)(fd, 'no function')).toThrow(
    'The "cb" argument must be of type function',
  )

  expect(sink.only.isOpen()).toBe(true)
})

test('a path is told as text whatever it was given as', () => {
  fs.openSync(pathToFileURL(file), 'r')
  fs.openSync(Buffer.from(file), 'r')

  expect(sink.noted.map((noted) => noted.describe().replace(/\d+/, 'N'))).toEqual([
    `file descriptor N of ${file}`,
    `file descriptor N of ${file}`,
  ])
})

test('a number that was given to another file is no leak of the first', () => {
  const fd = fs.openSync(file, 'r')
  originalCloseSync(fd)
  const other = join(folder, 'other.txt')
  writeFileSync(other, '')

  expect(fs.openSync(other, 'r')).toBe(fd)

  expect(sink.stillOpen.map((noted) => noted.describe())).toEqual([
    `file descriptor ${fd} of ${other}`,
  ])
})

test('a number that was given to a file nobody saw being opened is no leak of the first', () => {
  const fd = fs.openSync(file, 'r')
  originalCloseSync(fd)
  const other = join(folder, 'other.txt')
  writeFileSync(other, '')
  undo()
  expect(fs.openSync(other, 'r')).toBe(fd)

  expect(sink.only.isOpen()).toBe(false)

  originalCloseSync(fd)
})

test('a file that was removed, replaced or renamed while it was open is open still', () => {
  const [removed, replaced, renamed] = ['removed', 'replaced', 'renamed'].map((name) => {
    fs.openSync(join(folder, name), 'w')
    return join(folder, name)
  }) as [string, string, string]
  fs.rmSync(removed)
  fs.renameSync(file, replaced)
  fs.renameSync(renamed, join(folder, 'elsewhere'))

  expect(sink.stillOpen).toHaveLength(3)
})

test('what Node opens and closes itself is not noted', async () => {
  fs.readFileSync(file)
  fs.readFileSync(file, 'utf8')
  fs.writeFileSync(file, 'x')
  fs.appendFileSync(file, Buffer.from('x'))
  fs.truncateSync(file)
  await promisify(fs.readFile)(file)
  await promisify(fs.writeFile)(file, 'x')
  await promisify(fs.appendFile)(file, 'x')
  await promisify(fs.truncate)(file)
  await fs.promises.readFile(file)
  await fs.promises.writeFile(file, 'x')
  fs.copyFileSync(file, join(folder, 'copy'))
  for await (const _ of fs.createReadStream(file)) void _

  expect(sink.noted.filter(({ stack }) => !stack.includes('createReadStream'))).toEqual([])
  expect(sink.stillOpen).toEqual([])
})

test.skipIf(process.platform === 'win32')(
  'a descriptor that a socket was made of is that socket and no leak of its own',
  async () => {
    const fifo = join(folder, 'fifo')
    execFileSync('sh', ['-c', 'mkfifo "$0"', fifo])
    const fd = fs.openSync(fifo, fs.constants.O_RDWR | fs.constants.O_NONBLOCK)
    expect(sink.only.isOpen()).toBe(true)

    const socket = new net.Socket({ fd }).on('data', () => {})
    expect(sink.only.isOpen()).toBe(false)

    socket.destroy()
    await nextTurn()
    await nextTurn()
    expect(sink.only.isOpen()).toBe(false)
  },
)

test('a sink that throws does not reach the user', async () => {
  undo()
  undo = observeFiles({
    open: () => {
      throw new Error('sink')
    },
    capture: () => {
      throw new Error('capture')
    },
  })

  for (const fd of [fs.openSync(file, 'r'), await promisify(fs.open)(file, 'r')]) {
    expect(fs.fstatSync(fd).size).toBe(4)
    fs.closeSync(fd)
  }
})

test('an open that completes after the undo is not noted', async () => {
  const opened = promisify(fs.open)(file, 'r')
  undo()

  fs.closeSync(await opened)

  expect(sink.noted).toEqual([])
})
