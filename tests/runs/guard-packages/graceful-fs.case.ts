import fs from 'node:fs'
import gracefulFs from 'graceful-fs'
import { expect, test } from 'vitest'

gracefulFs.gracefulify(fs)

const FILE = 'package.json'

test('reads many files at once', async () => {
  const texts = await Promise.all(
    Array.from(
      { length: 200 },
      async () =>
        new Promise((resolve, reject) => {
          fs.readFile(FILE, 'utf8', (error, text) => (error ? reject(error) : resolve(text)))
        }),
    ),
  )
  expect(new Set(texts).size).toBe(1)
})

test('reads a stream to its end', async () => {
  let length = 0
  for await (const chunk of gracefulFs.createReadStream(FILE)) length += String(chunk).length
  expect(length).toBeGreaterThan(0)
})

test('leaks a descriptor', async () => {
  await new Promise((resolve) => {
    gracefulFs.open(FILE, 'r', resolve)
  })
})

test('leaks a stream', async () => {
  const stream = gracefulFs.createReadStream(FILE)
  await new Promise((resolve) => stream.once('open', resolve))
})
