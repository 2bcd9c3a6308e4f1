import { EventEmitter } from 'node:events'
import { watch, type FSWatcher } from 'node:fs'
import { debounce, type Debounced } from './debounce.ts'

interface WatcherEvents {
  change: [files: string[]]
  error: [error: Error]
}

export interface SourceWatcherOptions {
  folder: string
  /** Which files count, by the end of their names. */
  extension: string
  quietMs: number
}

/** Tells which files of a folder have changed, once it has been quiet for a while. */
export class SourceWatcher extends EventEmitter<WatcherEvents> {
  readonly #watcher: FSWatcher
  readonly #changes: Debounced<string>

  constructor({ folder, extension, quietMs }: SourceWatcherOptions) {
    super()
    this.#changes = debounce(quietMs, (files) => this.emit('change', [...files].toSorted()))
    this.#watcher = watch(folder, (_event, name) => {
      if (name?.endsWith(extension) === true) this.#changes.add(name)
    })
    this.#watcher.on('error', (error) => this.emit('error', error))
  }

  close(): void {
    this.#watcher.close()
    this.#changes.cancel()
  }
}
