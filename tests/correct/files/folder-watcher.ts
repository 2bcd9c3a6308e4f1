import { type FSWatcher, watch, writeFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { defineSubject } from '../../../harness/index.ts'
import { FileReader } from './file-reader.ts'
import { createWatchedFile } from './watched-file.ts'

const path = createWatchedFile('routes.json')

/** Is told by the system of each change, in real time. */
export class FolderWatcher extends FileReader {
  declare watcher: FSWatcher

  protected watch(): void {
    this.watcher = watch(path, this.noteChange)
  }

  protected unwatch(): void {
    this.watcher.close()
  }

  protected async read(): Promise<void> {
    await readFile(path)
  }
}

export const subject = defineSubject({
  name: 'folder-watcher',
  ownership: 'owned',
  intervalMs: 1000,
  create: (context) => new FolderWatcher(context),
  trigger: () => writeFileSync(path, 'a route', { flag: 'r+' }),
})
