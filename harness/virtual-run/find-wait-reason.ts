import type { Hang } from '../promises/find-hang.ts'
import { findFrames, findMethod, findOrigin } from '../promises/promise-frames.ts'
import { isOwnScript, isRunnerScript } from '../stack/script-owner.ts'
import type { RealWork } from './real-work.ts'

/**
 * Why a body that seems stuck may yet go on:
 *
 * - `at-work`: the runner or the engine is to settle what it awaits, or a native timer
 * - `unsure`: something was used that does not tell whether it is at work
 * - `undefined`: it cannot
 */
export type WaitReason = 'at-work' | 'unsure' | undefined

/** Finds out whether reality may yet have a say in what a body awaits. */
export function findWaitReason({ promise }: Hang, work: RealWork): WaitReason {
  const frames = findFrames(promise)
  const [top] = frames
  if (findOrigin(promise) === 'engine' && top !== undefined && findMethod(top) !== 'waitAsync')
    return 'at-work'
  const nearest = frames.find(
    ({ script }) => script !== '' && !script.startsWith('node:') && !isOwnScript(script),
  )
  const isImport = frames.some(({ functionName }) => functionName.startsWith('importModule'))
  if (isImport || (nearest !== undefined && isRunnerScript(nearest.script))) return 'at-work'
  const isUnknown = top === undefined
  const { earlierTimers } = work
  if (isUnknown && earlierTimers > 0) return 'at-work'
  // One is often the runner's, for its own ends.
  const isUnsure = nearest === undefined || earlierTimers > 1 || work.mayBeSurprised
  return isUnknown || isUnsure ? 'unsure' : undefined
}
