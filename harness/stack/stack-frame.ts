// stack/ captures stacks cheaply and reads them later: which frame is the user's, which is a package's, which is
// ours. Nothing is formatted before somebody wants to see it.

import { fileURLToPath } from 'node:url'
import { toReadablePath } from '../text/relative-path.ts'
import { readStack } from './call-sites.ts'
import { isOwnScript, isRunnerScript } from './script-owner.ts'

/** One frame of a stack: a function, and the place that it has come to. */
export interface StackFrame {
  /** Absent for a function without a name. */
  functionName?: string
  /** As the stack has it, or as a message has it: absolute, or relative to the working directory. */
  path: string
  line: number
  column: number
  /** The package it belongs to, when it is under `node_modules`. */
  package?: string
}

/**
 * Reads a line of a stack, or a frame as messages write it: `    at async tick (/src/a.ts:31:12)`,
 * `tick (src/a.ts:31:12)`, `src/a.ts:31:12`.
 *
 * @returns undefined where it names no position
 */
export function parseFrame(text: string): StackFrame | undefined {
  const frame = text.replace(/^\s+at /, '').replace(/^async /, '')
  const [, name, within] = /^(.*?) \((.+)\)$/.exec(frame) ?? []
  const [, location, line, column] = /^(.+?):(\d+):(\d+)$/.exec(within ?? frame) ?? []
  if (location === undefined) return undefined
  const functionName = readName(name)
  const path = toPath(location)
  const owner = findPackage(path)
  return {
    ...(functionName === undefined ? {} : { functionName }),
    path,
    line: Number(line),
    column: Number(column),
    ...(owner === undefined ? {} : { package: owner }),
  }
}

/** Reads the lines of a stack that are frames, whoever's they are, and that name a position. */
export function parseStack(stack: string): StackFrame[] {
  return stack
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .flatMap((line) => parseFrame(line) ?? [])
}

/** Whether a frame is of the user's code or of a package: not of Node, of the runner or of ours. */
export function isUsersFrame({ path }: StackFrame): boolean {
  return !path.startsWith('node:') && !isOwnScript(path) && !isRunnerScript(path)
}

/** The frames of the user's own code and of packages, nearest first, with source maps applied. */
export function findStackFrames(site: Error): StackFrame[] {
  return parseStack(readStack(site)).filter(isUsersFrame)
}

/** Writes a frame as `startServer (src/server.ts:14:9)`, or without a name as `src/server.ts:14:9`. */
export function formatFrame(frame: Readonly<StackFrame>, directory: string): string {
  const { path, line, column } = frame
  const name = simplifyFunctionName(frame.functionName)
  const place = `${toReadablePath(path, directory)}:${line}:${column}`
  return name === undefined ? place : `${name} (${place})`
}

/**
 * The part of a function's name that every engine and transform agrees on, and that a person wrote:
 * neither `async`, nor `[as alias]`, nor the receiver of a plain function.
 *
 * @returns undefined for a function without a name
 */
export function simplifyFunctionName(name: string | undefined): string | undefined {
  const simple = name
    ?.replace(/^async /, '')
    .replace(/ \[as [^\]]*\]$/, '')
    .replace(/^(Object|Module|exports|default|globalThis|Function)\./, '')
  return simple === undefined || simple === '' || simple.includes('<anonymous>')
    ? undefined
    : simple
}

/** The name of a function as its author knows it. */
function readName(name: string | undefined): string | undefined {
  const read = name
    // Whose method it is when a virtual timer calls it.
    ?.replace(/^Virtual(?:Timeout|Immediate)\./, '')
    // The initialisers of a class are part of its construction.
    .replace(/^([\w$]+)\.<instance_members_initializer>$/, 'new $1')
    // Node 20 calls its stand-ins for the two symbols so.
    .replace(/\[nodejs\.(dispose|asyncDispose)\]/, '[Symbol.$1]')
  // A function without a name, called as a method; and what source maps make of one near `port`.
  return read === undefined || /^(?:[\w$]+\.)*<anonymous>$|^([\w$]+)\.\1$/.test(read)
    ? undefined
    : read
}

/** The path of a script, without the query by which a runner tells its versions apart. */
function toPath(location: string): string {
  const bare = location.replace(/\?.*$/, '')
  if (!bare.startsWith('file://')) return bare
  try {
    return fileURLToPath(bare)
  } catch {
    // What is no URL of a file here is shown as it is.
    return bare
  }
}

/** `@scope/name` of the innermost `node_modules` in a path. */
function findPackage(path: string): string | undefined {
  // It may be relative to the folder with the packages.
  const slashed = `/${path.replaceAll('\\', '/')}`
  const inside = slashed.split('/node_modules/').at(-1)
  if (inside === undefined || inside === slashed) return undefined
  return /^(?:@[^/]+\/)?[^/]+/.exec(inside)?.[0]
}
