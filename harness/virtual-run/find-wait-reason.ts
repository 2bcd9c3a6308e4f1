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
  if (isUnknown && work.hasEarlierTimers) return 'at-work'
  return nearest === undefined || work.mayBeSurprised ? 'unsure' : undefined
}
