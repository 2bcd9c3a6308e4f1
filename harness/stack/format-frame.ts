import { simplifyFunctionName } from './function-name.ts'
import type { StackFrame } from './stack-frame.ts'
import { toReadablePath } from '../text/relative-path.ts'

/** Writes a frame as `startServer (src/server.ts:14:9)`, or without a name as `src/server.ts:14:9`. */
export function formatFrame(frame: Readonly<StackFrame>, directory: string): string {
  const { path, line, column } = frame
  const name = simplifyFunctionName(frame.functionName)
  const place = `${toReadablePath(path, directory)}:${line}:${column}`
  return name === undefined ? place : `${name} (${place})`
}
