import { findStackFrames } from './stack-frame.ts'
import { toStackLines } from './to-stack-lines.ts'

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
  const called = site === undefined ? [] : findStackFrames(site)
  const frames = [
    ...toStackLines(frame),
    ...called.map(({ functionName, path, line, column }) =>
      functionName === undefined
        ? `    at ${path}:${line}:${column}`
        : `    at ${functionName} (${path}:${line}:${column})`,
    ),
  ]
  return [`${name}: ${text.join('\n')}`, ...new Set(frames)].join('\n')
}
