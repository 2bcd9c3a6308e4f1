import { AsyncLocalStorage } from 'node:async_hooks'
import { on } from 'node:events'
import fs, { type BigIntStats, type Stats } from 'node:fs'
import { join } from 'node:path'
import { tmpdir } from 'node:os'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createClock } from '../../../harness/clock/create-clock.ts'
import {
  findStatWatcherClass,
  forgetStatWatcherClass,
} from '../../../harness/platform/stat-watcher.ts'

let folder: string
let path: string

beforeEach(() => {
  folder = fs.mkdtempSync(join(tmpdir(), 'vitest-shutdown-polls-'))
  path = join(folder, 'app.json')
  fs.writeFileSync(path, 'one')
})

afterEach(() => {
  fs.unwatchFile(path)
  fs.rmSync(folder, { recursive: true })
})

/** What becomes of a file, one after the other, and what a watcher is told of each. */
const CHANGES: readonly ((path: string) => void)[] = [
  // There is none.
  () => {},
  (file) => fs.writeFileSync(file, 'one'),
  (file) => fs.appendFileSync(file, ' two'),
  (file) => fs.chmodSync(file, 0o600),
  (file) => fs.rmSync(file),
  (file) => fs.writeFileSync(file, 'again'),
]

const describeChange = (current: Stats, previous: Stats): string =>
  [current, previous]
    .map(({ size, nlink, mode, mtimeMs }) => [size, nlink, mode, mtimeMs > 0].join('/'))
    .join(' ')

test('a watcher is told of each change at its next look, and of nothing else', async () => {
  using clock = createClock()
  const told: string[] = []
  fs.watchFile(path, { interval: 1000 }, ({ size }, { size: before }) => {
    told.push(`${clock.nowMs} ms: ${before} -> ${size}`)
  })
  await clock.advance(2500)
  fs.writeFileSync(path, 'longer')
  await clock.advance(3000)
  expect(told).toEqual(['3000 ms: 3 -> 6'])
})

test('it is told what a watcher in real time is told', async () => {
  fs.rmSync(path)
  const real: string[] = []
  const changes = on(
    fs.watchFile(path, { interval: 5 }, () => {}),
    'change',
  )
  for (const change of CHANGES) {
    change(path)
    const { value } = (await changes.next()) as { value: [Stats, Stats] }
    real.push(describeChange(...value))
  }
  fs.unwatchFile(path)

  using clock = createClock()
  fs.rmSync(path)
  const virtual: string[] = []
  fs.watchFile(path, { interval: 5 }, (...states) => virtual.push(describeChange(...states)))
  for (const change of CHANGES) {
    change(path)
    await clock.advance(5)
  }
  expect(virtual).toEqual(real)
  expect(virtual).toHaveLength(CHANGES.length)
})

test('writes of one size are told apart, however fast virtual seconds pass', async () => {
  using clock = createClock()
  const told: string[] = []
  fs.watchFile(path, { interval: 1000 }, ({ mtimeMs }, { mtimeMs: before }) => {
    told.push(mtimeMs > before ? fs.readFileSync(path, 'utf8') : 'the same stamp')
  })
  await clock.drain()
  for (const text of ['two', 'six', 'ten']) {
    fs.writeFileSync(path, text)
    await clock.advance(1000)
  }
  expect(told).toEqual(['two', 'six', 'ten'])
})

test('a file that is missing is told of once, and again when it appears', async () => {
  using clock = createClock()
  fs.rmSync(path)
  const told: number[][] = []
  fs.watchFile(path, { interval: 100 }, (...states) => told.push(states.map(({ nlink }) => nlink)))
  await clock.advance(1000)
  fs.writeFileSync(path, 'there')
  await clock.advance(1000)
  expect(told).toEqual([
    [0, 0],
    [1, 0],
  ])
})

test('a watcher that asks for them gets big integers', async () => {
  using clock = createClock()
  const told: unknown[] = []
  fs.watchFile(path, { interval: 100, bigint: true }, ({ size, mtimeNs }: BigIntStats) => {
    told.push(size, typeof mtimeNs)
  })
  await clock.drain()
  fs.writeFileSync(path, 'longer')
  await clock.advance(100)
  expect(told).toEqual([6n, 'bigint'])
})

test('listeners run in the context of whoever watches', async () => {
  using clock = createClock()
  const storage = new AsyncLocalStorage<string>()
  const told: unknown[] = []
  storage.run('watcher', () =>
    fs.watchFile(path, { interval: 100 }, () => told.push(storage.getStore())),
  )
  await clock.drain()
  fs.writeFileSync(path, 'longer')
  await storage.run('advance', () => clock.advance(100))
  expect(told).toEqual(['watcher'])
})

test('nothing is looked at any more once nobody watches', async () => {
  using clock = createClock()
  fs.watchFile(path, () => {})
  expect(clock.nextDueInMs).toBe(0)
  await clock.drain()
  expect(clock.nextDueInMs).toBe(5007)
  expect(clock.pending()).toEqual([])
  fs.unwatchFile(path)
  expect(clock.nextDueInMs).toBeUndefined()
})

test.for([
  ['stopped', (watcher: { stop(): void }) => watcher.stop()],
  ['left to a clock that is gone', () => {}],
] as const)('a watcher that is %s does not keep the next one from its file', async ([, end]) => {
  {
    using clock = createClock()
    const watcher = fs.watchFile(path, { interval: 100 }, () => {})
    await clock.drain()
    end(watcher as unknown as { stop(): void })
  }
  using clock = createClock()
  expect(clock.nextDueInMs).toBeUndefined()
  const told: number[] = []
  fs.watchFile(path, { interval: 100 }, ({ size }) => told.push(size))
  await clock.drain()
  fs.writeFileSync(path, 'longer')
  await clock.advance(100)
  expect(told).toEqual([6])
})

test('a watcher from before the clock goes on in real time', async () => {
  fs.watchFile(path, { interval: 5 }, () => {})
  using clock = createClock()
  expect(clock.nextDueInMs).toBeUndefined()
})

test.for(['constructor', 'start'])(
  'without the %s of its class a watcher is refused in virtual time, by name',
  (key) => {
    const found = findStatWatcherClass()
    if ('missing' in found) throw new Error(found.missing)
    const { prototype } = found
    const descriptor = Object.getOwnPropertyDescriptor(prototype, key) ?? {}
    forgetStatWatcherClass()
    Object.defineProperty(prototype, key, { ...descriptor, value: Object })
    try {
      using _clock = createClock()
      expect(() => fs.watchFile(path, () => {})).toThrow(
        'fs.watchFile() cannot poll in virtual time: this runtime lacks StatWatcher, ' +
          'the class under fs.watchFile(). Use fs.watch(), which is waited for in real time.',
      )
    } finally {
      Object.defineProperty(prototype, key, descriptor)
      forgetStatWatcherClass()
    }
    fs.watchFile(path, () => {})
  },
)
