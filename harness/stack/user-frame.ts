import { fileURLToPath } from 'node:url'

/** The root of the package, whether this runs from its sources or from `dist/`. */
const ROOT = fileURLToPath(new URL('../..', import.meta.url))
  .replaceAll('\\', '/')
  .replace(/(\/dist)?\/$/, '/')

/** The package's own frames are nobody's cause; source maps may lead from `dist/` to the sources. */
const OWN_FOLDERS = ['harness', 'fixtures', 'cli'].flatMap((folder) => [
  `${ROOT}${folder}/`,
  `${ROOT}dist/${folder}/`,
])

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
    OWN_FOLDERS.some((folder) => location.includes(folder)) ||
    !/:\d+:\d+\)?$/.test(location)
  )
}

function shorten(frame: string): string {
  const cwd = process.cwd()
  return (
    frame
      .replace(/^async /, '')
      // Node 20 calls its stand-ins for the two symbols so.
      .replace(/\[nodejs\.(dispose|asyncDispose)\]/, '[Symbol.$1]')
      .replace('file://', '')
      .replace(`${cwd}/`, '')
      .replace(`${cwd}\\`, '')
  )
}
