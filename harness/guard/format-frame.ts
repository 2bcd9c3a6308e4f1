import { simplifyFunctionName } from './function-name.ts'
import type { LeakFrame } from './leak.ts'
import { toReadablePath } from './relative-path.ts'

/** Writes a frame as `startServer (src/server.ts:14:9)`, or without a name as `src/server.ts:14:9`. */
export function formatFrame(frame: LeakFrame, directory: string): string {
  const { path, line, column } = frame
  const name = simplifyFunctionName(frame.functionName)
  const place = `${toReadablePath(path, directory)}:${line}:${column}`
  return name === undefined ? place : `${name} (${place})`
}
