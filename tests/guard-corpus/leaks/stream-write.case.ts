// @case {"leaks":[{"test":"logs","kind":"stream"}],"note":"a write stream that is never ended, opened in a constructor"}
import fs from 'node:fs'
import { expect, test } from 'vitest'
import { scratchFile } from '../support/scratch.ts'

class Log {
  readonly stream: fs.WriteStream

  constructor(path: string) {
    this.stream = fs.createWriteStream(path, { flags: 'a' }) // <- leak
  }

  write(line: string): Promise<unknown> {
    return new Promise((resolve) => this.stream.write(`${line}\n`, resolve))
  }
}

const kept: Log[] = []

test('logs', async () => {
  const log = new Log(scratchFile())
  kept.push(log)
  await log.write('a')
  expect(log.stream.bytesWritten).toBe(2)
})

test('logs and ends', async () => {
  const log = new Log(scratchFile())
  kept.push(log)
  await log.write('a')
  await new Promise<void>((resolve) => log.stream.end(resolve))
  expect(log.stream.writableFinished).toBe(true)
})
