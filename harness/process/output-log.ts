import type { Readable } from 'node:stream'

/** A line that the process printed. */
export interface OutputLine {
  stream: 'stdout' | 'stderr'
  text: string
}

/** Characters that are kept of one line. */
const MAX_LINE = 2000

/**
 * The lines that a process prints, in the order in which they arrive; of much, the beginning and the
 * end are kept.
 */
export class OutputLog {
  readonly #head: OutputLine[] = []
  readonly #tail: OutputLine[] = []
  readonly #maxLines: number
  #dropped = 0

  /** @param maxLines how many lines are kept of the beginning, and of the end */
  constructor(maxLines: number) {
    this.#maxLines = maxLines
  }

  /** How many lines were not kept. */
  get dropped(): number {
    return this.#dropped
  }

  get lines(): OutputLine[] {
    return [...this.#head, ...this.#tail]
  }

  /** @param onLines called when some have come: once for each piece, since a program may print megabytes */
  read(stream: OutputLine['stream'], source: Readable, onLines: () => void): void {
    let rest = ''
    const add = (text: string): void => this.#add({ stream, text: text.slice(0, MAX_LINE) })
    source.setEncoding('utf8')
    source.on('data', (chunk: string) => {
      const lines = (rest + chunk).split(/\r?\n/)
      rest = (lines.pop() ?? '').slice(-MAX_LINE)
      for (const line of lines) add(line)
      if (lines.length > 0) onLines()
    })
    source.on('end', () => {
      if (rest === '') return
      add(rest)
      onLines()
    })
    source.on('error', () => {})
  }

  #add(line: OutputLine): void {
    if (this.#head.length < this.#maxLines) {
      this.#head.push(line)
      return
    }
    this.#tail.push(line)
    if (this.#tail.length <= this.#maxLines) return
    this.#tail.shift()
    this.#dropped += 1
  }
}
