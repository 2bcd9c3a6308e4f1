import { isUsersFrame, parseStack, type StackFrame } from './stack-frame.ts'

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
  const frame = parseStack(stack).find((each) => isUsersFrame(each) && !OUR_PACKAGE.test(each.path))
  return frame && showFrame(frame)
}

/** A copy of this package that is installed elsewhere. */
const OUR_PACKAGE = /node_modules[\\/]vitest-shutdown[\\/]/

/** As `formatFrame()` does, but with the name as it is, and paths outside of the directory too. */
function showFrame({ functionName, path, line, column }: StackFrame): string {
  const cwd = `${process.cwd().replaceAll('\\', '/')}/`
  const place = `${path.replaceAll('\\', '/').replace(cwd, '')}:${line}:${column}`
  return functionName === undefined ? place : `${functionName} (${place})`
}
