import { readFrames } from './call-sites.ts'

/** Whether a script of Node's, or one function of it, was in the call chain of a captured site. */
export function isOnStack(site: Error, script: string, functionName?: string): boolean {
  return [...readFrames(site)].some(
    (frame) =>
      frame.script === script &&
      (functionName === undefined || frame.functionName === functionName),
  )
}
