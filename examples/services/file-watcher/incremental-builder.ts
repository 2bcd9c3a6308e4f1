import { createHash } from 'node:crypto'
import { EventEmitter } from 'node:events'
import { createReadStream } from 'node:fs'
import { open, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { runStep } from './run-step.ts'
import { SourceWatcher } from './source-watcher.ts'

export interface BuilderOptions {
  sources: string
  output: string
  quietMs?: number
  /** Compiles `source` to `target`. Default: a child process. */
  step?: (source: string, target: string, signal: AbortSignal) => Promise<void>
}

export interface BuildResult {
  built: string[]
  removed: string[]
  failed: { file: string; message: string }[]
}

interface BuilderEvents {
  build: [result: BuildResult]
}

const EXTENSION = '.txt'

/** Keeps the output folder up to date with the sources; compiles only what has changed. */
export class IncrementalBuilder extends EventEmitter<BuilderEvents> {
  readonly #options: Required<BuilderOptions>
  readonly #hashes = new Map<string, string>()
  readonly #abort = new AbortController()
  #watcher: SourceWatcher | undefined
  #building: Promise<unknown> = Promise.resolve()

  constructor(options: BuilderOptions) {
    super()
    this.#options = { quietMs: 50, step: runStep, ...options }
  }

  /** Builds everything, then whatever changes from now on. */
  async start(): Promise<BuildResult> {
    const { sources, quietMs } = this.#options
    this.#watcher = new SourceWatcher({ folder: sources, extension: EXTENSION, quietMs })
    this.#watcher.on('change', (files) => {
      void this.build(files).then((result) => this.emit('build', result))
    })
    const files = await readdir(sources)
    return this.build(files.filter((file) => file.endsWith(EXTENSION)))
  }

  /** One build after the other; in each, the files at once. */
  build(files: readonly string[]): Promise<BuildResult> {
    const result = this.#building.then(() => this.#buildAll(files))
    this.#building = result
    return result
  }

  async close(): Promise<void> {
    this.#watcher?.close()
    this.#abort.abort()
    await this.#building
    await this.#writeLog('closed')
  }

  async #buildAll(files: readonly string[]): Promise<BuildResult> {
    const result: BuildResult = { built: [], removed: [], failed: [] }
    await Promise.all(
      files.map(async (file) => {
        try {
          const what = await this.#buildOne(file)
          if (what !== 'unchanged') result[what].push(file)
        } catch (error) {
          this.#hashes.delete(file)
          result.failed.push({ file, message: error instanceof Error ? error.message : '' })
        }
      }),
    )
    await this.#writeLog(`built ${result.built.length}`)
    return result
  }

  async #buildOne(file: string): Promise<'built' | 'removed' | 'unchanged'> {
    const { sources, output, step } = this.#options
    const target = join(output, file)
    const hash = await this.#hash(join(sources, file))
    if (hash === this.#hashes.get(file)) return 'unchanged'
    if (hash === undefined) {
      this.#hashes.delete(file)
      await rm(target, { force: true })
      return 'removed'
    }
    this.#hashes.set(file, hash)
    await step(join(sources, file), target, this.#abort.signal)
    return 'built'
  }

  async #hash(path: string): Promise<string | undefined> {
    const hash = createHash('sha256')
    try {
      await pipeline(createReadStream(path), hash)
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
      throw error
    }
    return hash.digest('hex')
  }

  async #writeLog(line: string): Promise<void> {
    const log = await open(join(this.#options.output, 'build.log'), 'a')
    try {
      await log.write(`${line}\n`)
    } finally {
      await log.close()
    }
  }
}
