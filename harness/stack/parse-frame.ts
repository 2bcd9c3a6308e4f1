/** Where a frame points. */
export interface FramePosition {
  /** The function, where it has a name. */
  name?: string
  /** As in the frame: relative to the working directory, or absolute. */
  path: string
  line: number
  column: number
}

/**
 * Reads a frame as `findUserFrame()` writes it: `tick (src/heartbeat.ts:31:12)`, or without the name.
 *
 * @returns `undefined` where it names no position
 */
export function parseFrame(frame: string): FramePosition | undefined {
  const [, name, within] = /^(.*?) \((.+)\)$/.exec(frame) ?? []
  const [, path, line, column] = /^(.+?):(\d+):(\d+)$/.exec(within ?? frame) ?? []
  if (path === undefined) return undefined
  return {
    ...(name === undefined ? {} : { name }),
    path,
    line: Number(line),
    column: Number(column),
  }
}
