import { appendFileSync, unwatchFile, watchFile } from 'node:fs'
import { open } from 'node:fs/promises'
import { defineSubject } from '../../../harness/index.ts'
import { FileReader } from './file-reader.ts'
import { createWatchedFile } from './watched-file.ts'

const path = createWatchedFile('app.log')

/** Reads the lines that are appended to a log, which it looks at four times a second, as `tail -F` does. */
export class LogTailer extends FileReader {
  #position = 0

  protected watch(): void {
    watchFile(path, { interval: 250 }, this.noteChange)
  }

  protected unwatch(): void {
    unwatchFile(path, this.noteChange)
  }

  protected async read(): Promise<void> {
    await using file = await open(path)
    const { size } = await file.stat()
    const { bytesRead } = await file.read({
      buffer: Buffer.alloc(Math.max(1, size - this.#position)),
      position: this.#position,
    })
    this.#position += bytesRead
  }
}

export const subject = defineSubject({
  name: 'log-tailer',
  ownership: 'owned',
  intervalMs: 1000,
  create: (context) => new LogTailer(context),
  trigger: () => appendFileSync(path, 'a line\n'),
})
