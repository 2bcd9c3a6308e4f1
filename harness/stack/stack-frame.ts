import { fileURLToPath } from 'node:url'
import { readFrames, readStack } from './call-sites.ts'
import { isOwnScript, isRunnerScript, isWatchingScript } from './script-owner.ts'

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

/** Whose code it was that did something. */
export type SiteOwner = 'user' | 'runner' | 'core'

/** Where Node's own code may stand between a timer and whoever asked for it. */
const TIMER_SCRIPTS =
  /^node:(internal\/)?(timers|timers\/promises|async_hooks|util|per_context\/.*)$/

/**
 * Finds out whose code called: that of the nearest frame that is neither Node's nor ours.
 *
 * @param isTimer Node makes timers of its own within calls of the user's (`http.createServer()`):
 * those are Node's
 */
export function findSiteOwner(site: Error, isTimer = false): SiteOwner {
  for (const { script } of readFrames(site)) {
    if (script.startsWith('node:')) {
      if (isTimer && !TIMER_SCRIPTS.test(script)) return 'core'
      continue
    }
    if (script === '' || isWatchingScript(script)) continue
    return isRunnerScript(script) || isOwnScript(script) ? 'runner' : 'user'
  }
  return 'core'
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
