import { type FSWatcher, readFileSync, watch } from 'node:fs'

/** Follows a file and hands its new lines on. */
export class TailFile {
  private watcher: FSWatcher | undefined
  private position = 0

  constructor(
    private readonly path: string,
    private readonly onLine: (line: string) => void,
  ) {}

  open(): void {
    this.watcher = watch(this.path, () => this.read())
  }

  private read(): void {
    const text = readFileSync(this.path, 'utf8')
    for (const line of text.slice(this.position).split('\n')) this.onLine(line)
    this.position = text.length
  }

  close(): void {
    this.watcher?.close()
  }
}
