import { resolve } from 'node:path'
import { findStackFrames, parseFrame, type StackFrame } from './stack-frame.ts'

/**
 * Writes the stack of an error whose message is a finding: a runner draws its code frame at the first
 * frame, the user's line and not one of ours.
 *
 * @param frame the user's frame that the message names, relative to the working directory
 * @param site an error made where the test called, for the frames after it
 */
export function createStack(
  { name, message }: Error,
  frame: string | undefined,
  site?: Error,
): string {
  // Runners read frames in the message too, and would show this one twice.
  const text = message.split('\n').filter((line) => line !== `  at ${frame}`)
  const named = frame === undefined ? undefined : parseFrame(frame)
  const called = site === undefined ? [] : findStackFrames(site)
  const lines = [...(named === undefined ? [] : [named]), ...called].map(toStackLine)
  return [`${name}: ${text.join('\n')}`, ...new Set(lines)].join('\n')
}

function toStackLine({ functionName, path, line, column }: StackFrame): string {
  const at = `${resolve(path)}:${line}:${column}`
  return functionName === undefined ? `    at ${at}` : `    at ${functionName} (${at})`
}
