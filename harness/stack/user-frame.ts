import { fileURLToPath } from 'node:url'

/** The folder of the harness, in sources and in `dist/`: its own frames are nobody's cause. */
const HARNESS = fileURLToPath(new URL('..', import.meta.url))

/** Frames that are never the user's: the runtime, the harness, fake-timers, the test runner. */
const FOREIGN =
  /node:|node_modules\/(@sinonjs\/fake-timers|vitest|@vitest\/[\w-]+|vite|tinypool|vitest-shutdown)\/|<anonymous>/

/**
 * Finds the frame of the user's own code that is nearest to where an error was made.
 *
 * @returns `Heartbeat.#tick (src/heartbeat.ts:31:12)` with the path relative to the working
 * directory, or `undefined` when no frame is the user's
 */
export function findUserFrame(error: { stack?: string | undefined }): string | undefined {
  let stack: unknown
  try {
    ;({ stack } = error)
  } catch {
    return undefined
  }
  if (typeof stack !== 'string') return undefined
  for (const line of stack.split('\n')) {
    const frame = /^\s+at (.+)$/.exec(line)?.[1]
    if (frame === undefined || isForeign(frame)) continue
    return shorten(frame)
  }
  return undefined
}

function isForeign(frame: string): boolean {
  const location = frame.replaceAll('\\', '/')
  return (
    FOREIGN.test(location) ||
    location.includes(HARNESS.replaceAll('\\', '/')) ||
    !/:\d+:\d+\)?$/.test(location)
  )
}

function shorten(frame: string): string {
  const cwd = process.cwd()
  return frame
    .replace(/^async /, '')
    .replace('file://', '')
    .replace(`${cwd}/`, '')
    .replace(`${cwd}\\`, '')
}
