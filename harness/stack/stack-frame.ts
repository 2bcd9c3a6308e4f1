import { fileURLToPath } from 'node:url'
import { readStack } from './call-sites.ts'
import { isOwnScript, isRunnerScript } from './script-owner.ts'

/** A frame of the user's code, or of a package the user's code called. */
export interface StackFrame {
  functionName?: string
  /** Absolute. */
  path: string
  line: number
  column: number
  /** The package it belongs to, when it is under `node_modules`. */
  package?: string
}

/** The frames of the user's own code and of packages, nearest first, with source maps applied. */
export function findStackFrames(site: Error): StackFrame[] {
  const frames: StackFrame[] = []
  for (const line of readStack(site).split('\n')) {
    const frame = parseFrame(line)
    if (frame !== undefined) frames.push(frame)
  }
  return frames
}

function parseFrame(line: string): StackFrame | undefined {
  const match = /^\s+at (?:async )?(?:(.+?) \()?((?:file:\/\/)?[^()\s].*?):(\d+):(\d+)\)?$/.exec(
    line,
  )
  if (match === null) return undefined
  const [, functionName, location = '', row, column] = match
  if (location.startsWith('node:') || isOwnScript(location) || isRunnerScript(location))
    return undefined
  const path = location.startsWith('file://') ? fileURLToPath(location) : location
  const owner = findPackage(path)
  return {
    ...(functionName === undefined || isMadeUp(functionName)
      ? {}
      : { functionName: functionName.replace(/^(async )?(Virtual(Timeout|Immediate)\.)?/, '') }),
    path: path.replace(/\?.*$/, ''),
    line: Number(row),
    column: Number(column),
    ...(owner === undefined ? {} : { package: owner }),
  }
}

/** `@scope/name` of the innermost `node_modules` in a path. */
function findPackage(path: string): string | undefined {
  const inside = path.replaceAll('\\', '/').split('/node_modules/').at(-1)
  if (inside === undefined || inside === path.replaceAll('\\', '/')) return undefined
  return /^(?:@[^/]+\/)?[^/]+/.exec(inside)?.[0]
}

/** Source maps lend an anonymous function the name of something near by, twice: `port.port`. */
function isMadeUp(functionName: string): boolean {
  return /^(?:async )?(?:([\w$]+)\.\1|Virtual(?:Timeout|Immediate)\.<anonymous>)$/.test(
    functionName,
  )
}
