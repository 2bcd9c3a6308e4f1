import { isAbsolute } from 'node:path'
import { fileURLToPath } from 'node:url'
import { locateFunction, type ScriptPosition } from '../platform/locate-function.ts'
import { createSite } from '../stack/call-sites.ts'
import { ScriptPlace } from '../stack/script-place.ts'
import { findStackFrames, type StackFrame } from '../stack/stack-frame.ts'
import { findSiteOwner } from '../platform/node-scripts.ts'
import { markWatching } from '../stack/script-owner.ts'

markWatching(import.meta.url)

const located = new WeakMap<Function, StackFrame | undefined>()

/**
 * Finds where a function of the user's, or of a package, is written, with source maps applied. What
 * is bound or a proxy is where its target is. Never throws.
 *
 * The engine is asked through an inspector session in this process, once for each function: the
 * first time takes some tens of milliseconds, which only what is reported anyway is worth.
 *
 * @returns undefined for native functions, for those of Node, of the runner and of this package, for
 * code made from strings, and where there is no inspector
 *
 * @example
 * findFunctionLocation(server.listeners('close')[0])?.line // 14
 */
export function findFunctionLocation(fn: Function): StackFrame | undefined {
  if (located.has(fn)) return located.get(fn)
  const position = locateFunction(fn)
  const frame = position && toFrame(position)
  located.set(fn, frame)
  return frame
}

function toFrame({ script, line, column }: ScriptPosition): StackFrame | undefined {
  // The inspector turns paths into addresses; whoever maps knows the scripts it ran by their paths.
  const path = script.startsWith('file://') ? fileURLToPath(script) : script
  const site = createSite(new ScriptPlace(path, line, column))
  if (findSiteOwner(site) !== 'user') return undefined
  const [frame] = findStackFrames(site)
  return frame !== undefined && isAbsolute(frame.path) ? frame : undefined
}
