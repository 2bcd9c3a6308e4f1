import { resolve } from 'node:path'

/**
 * Writes a frame as lines of a stack, so that a runner draws its code frame there.
 *
 * @param frame such as `tick (src/heartbeat.ts:31:12)`, relative to the working directory
 * @returns one line, or none without a frame
 */
export function toStackLines(frame: string | undefined): string[] {
  if (frame === undefined) return []
  const [, name, path, position] = /^(.*) \((.+?)(:\d+:\d+)\)$/.exec(frame) ?? []
  if (path !== undefined) return [`    at ${name} (${resolve(path)}${position})`]
  const [, bare, at] = /^(.+?)(:\d+:\d+)$/.exec(frame) ?? []
  return bare === undefined ? [] : [`    at ${resolve(bare)}${at}`]
}
