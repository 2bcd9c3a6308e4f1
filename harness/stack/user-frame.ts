import { fileURLToPath } from 'node:url'
import { isOwnScript, isRunnerScript } from './script-owner.ts'

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
  return (
    /node:|\(<anonymous>\)|node_modules[\\/]vitest-shutdown[\\/]/.test(frame) ||
    isRunnerScript(frame) ||
    isOwnScript(frame) ||
    !/:\d+:\d+\)?$/.test(frame)
  )
}

function shorten(frame: string): string {
  const cwd = process.cwd().replaceAll('\\', '/')
  return (
    frame
      .replace(/^async /, '')
      // A function without a name, called as a method of a timer or an emitter.
      .replace(/^[\w$.]+\.<anonymous> \((.+)\)$/, '$1')
      // The initialisers of a class are part of its construction.
      .replace(/^([\w$]+)\.<instance_members_initializer>/, 'new $1')
      // Whose method it is when a virtual timer calls it.
      .replace(/^Virtual(?:Timeout|Immediate)\./, '')
      // Node 20 calls its stand-ins for the two symbols so.
      .replace(/\[nodejs\.(dispose|asyncDispose)\]/, '[Symbol.$1]')
      .replace(/file:\/\/.*(?=:\d+:\d+\)?$)/, readUrl)
      .replaceAll('\\', '/')
      .replace(`${cwd}/`, '')
  )
}

function readUrl(url: string): string {
  try {
    return fileURLToPath(url)
  } catch {
    // What is no URL of a file here is shown as it is.
    return url
  }
}
