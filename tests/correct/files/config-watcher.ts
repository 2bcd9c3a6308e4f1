import { unwatchFile, watchFile, writeFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { defineSubject } from '../../../harness/index.ts'
import { FileReader } from './file-reader.ts'
import { createWatchedFile } from './watched-file.ts'

const path = createWatchedFile('app.json')
let version = 1_000_000

/** Looks at its settings every half second, and reads them again whenever they have changed. */
export class ConfigWatcher extends FileReader {
  protected readonly path = path

  protected watch(): void {
    watchFile(path, { interval: 500 }, this.noteChange)
  }

  protected unwatch(): void {
    unwatchFile(path, this.noteChange)
  }

  protected async read(): Promise<void> {
    JSON.parse(await readFile(path, 'utf8'))
  }
}

/** Somebody edits the settings, in place: a file that is truncated first waits for the disk. */
function edit(): void {
  version += 1
  writeFileSync(path, JSON.stringify({ version }), { flag: 'r+' })
}

export const subject = defineSubject({
  name: 'config-watcher',
  ownership: 'owned',
  intervalMs: 1000,
  create: (context) => new ConfigWatcher(context),
  trigger: edit,
})
