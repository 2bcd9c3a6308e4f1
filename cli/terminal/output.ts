// terminal/ is how the command speaks to the user: its two streams, and errors without a stack. It
// knows none of the commands.

import type { FormatOptions } from '../../harness/report/create-paint.ts'

type StreamName = 'stdout' | 'stderr'

/** The two streams of the command. */
export interface Output {
  /** Writes a text, formatted for what the stream is. */
  write(
    stream: StreamName,
    format: (options: FormatOptions & { isTerminal: boolean }) => string,
  ): void
  /** From now on, what anyone else prints to standard output goes to standard error. */
  reserveStdout(): void
  /** Writes to standard output although it is reserved. */
  writeReserved(text: string): void
  /** Fulfils when all that was written has left the process. */
  flush(): Promise<void>
}

/** Narrower than this, a terminal is left to break the lines itself. */
const NARROWEST = 40

/** Builds the output of this process. */
export function createOutput(): Output {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', ignoreClosedPipe)
  const writeToStdout = process.stdout.write.bind(process.stdout)
  return {
    write: (name, format) => {
      const stream = process[name]
      const isTerminal = stream.isTTY
      const width = isTerminal ? Math.max(stream.columns, NARROWEST) : undefined
      const text = format({
        color: hasColor(isTerminal),
        isTerminal,
        ...(width === undefined ? {} : { width }),
      })
      stream.write(`${text}\n`)
    },
    reserveStdout: () => {
      process.stdout.write = process.stderr.write.bind(process.stderr)
    },
    writeReserved: (text) => {
      writeToStdout(text)
    },
    flush: async () => {
      // By the original, not by what a reservation has put in its place.
      await new Promise((resolve) => writeToStdout('', resolve))
      await new Promise((resolve) => process.stderr.write('', resolve))
    },
  }
}

/** FORCE_COLOR outranks NO_COLOR, as in Node; both outrank what the stream is. */
function hasColor(isTerminal: boolean): boolean {
  const { FORCE_COLOR, NO_COLOR, TERM } = process.env
  if (FORCE_COLOR !== undefined) return FORCE_COLOR !== '0' && FORCE_COLOR !== 'false'
  if (NO_COLOR !== undefined && NO_COLOR !== '') return false
  return isTerminal && TERM !== 'dumb'
}

/** `vitest-shutdown … | head` closes the pipe early: that is no failure. */
function ignoreClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error
}
