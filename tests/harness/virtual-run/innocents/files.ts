import { once } from 'node:events'
import { createReadStream, createWriteStream, readFile, watch, writeFileSync } from 'node:fs'
import { appendFile, open, readFile as readFileAsync, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { PassThrough, Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { promisify } from 'node:util'
import { createGzip } from 'node:zlib'
import { beats } from './beats.ts'
import { folder, someFile } from './folder.ts'
import type { Innocent } from './innocent.ts'

/** Files and streams. */
export const files: readonly Innocent[] = [
  {
    name: 'fs with a callback',
    body: () => beats(promisify(readFile)(someFile)),
    expected: 'work',
  },
  { name: 'fs/promises', body: () => beats(readFileAsync(someFile)), expected: 'work' },
  {
    name: 'many files, one after the other',
    body: () =>
      beats(
        (async () => {
          for (let n = 0; n < 50; n += 1) await stat(someFile)
        })(),
      ),
    expected: 'work',
  },
  {
    name: 'a file handle',
    body: () =>
      beats(
        (async () => {
          const handle = await open(someFile)
          try {
            return await handle.read(Buffer.alloc(10), 0, 10, 0)
          } finally {
            await handle.close()
          }
        })(),
      ),
    expected: 'work',
  },
  {
    name: 'writing and reading back',
    body: () =>
      beats(
        (async () => {
          const path = join(folder, 'written')
          await writeFile(path, 'a')
          await appendFile(path, 'b')
          return readFileAsync(path, 'utf8')
        })(),
        (text) => text,
      ),
    expected: 'ab',
  },
  {
    name: 'a pipeline of streams',
    body: () =>
      beats(
        pipeline(
          createReadStream(someFile, { highWaterMark: 100 }),
          createGzip(),
          new PassThrough({ highWaterMark: 10 }),
          createWriteStream(join(folder, 'piped')),
        ),
      ),
    expected: 'work',
  },
  {
    name: 'a transform that takes virtual time',
    body: async () => {
      const slow = new Transform({
        transform(chunk, _encoding, callback) {
          setTimeout(() => callback(null, chunk), 1000)
        },
      })
      const parts: unknown[] = []
      for await (const part of Readable.from(['a', 'b', 'c']).pipe(slow)) parts.push(String(part))
      return parts.join('')
    },
    expected: 'abc',
  },
  {
    name: 'fs.watch',
    body: async () => {
      const path = join(folder, 'watched')
      writeFileSync(path, '')
      const watcher = watch(path)
      const changed = once(watcher, 'change')
      await writeFile(path, 'a')
      await changed
      watcher.close()
      return 'done'
    },
    expected: 'done',
  },
  {
    name: 'readline on a stream',
    body: async () => {
      const lines: string[] = []
      for await (const line of createInterface({ input: Readable.from(['a\nb\n', 'c']) }))
        lines.push(line)
      return lines.join('')
    },
    expected: 'abc',
  },
  {
    name: 'readline on a file',
    body: async () => {
      let lines = 0
      for await (const _ of createInterface({ input: createReadStream(someFile) })) lines += 1
      return lines > 10
    },
    expected: true,
  },
]
