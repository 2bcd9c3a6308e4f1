import { resolve } from 'node:path'
import { parseFrame } from './parse-frame.ts'

/**
 * Writes a frame as lines of a stack, so that a runner draws its code frame there.
 *
 * @param frame such as `tick (src/heartbeat.ts:31:12)`, relative to the working directory
 * @returns one line, or none without a frame
 */
export function toStackLines(frame: string | undefined): string[] {
  const position = frame === undefined ? undefined : parseFrame(frame)
  if (position === undefined) return []
  const { name, path, line, column } = position
  const at = `${resolve(path)}:${line}:${column}`
  return [name === undefined ? `    at ${at}` : `    at ${name} (${at})`]
}
