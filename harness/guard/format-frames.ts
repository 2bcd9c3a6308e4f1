import { formatFrame } from '../stack/stack-frame.ts'
import type { LeakFrame } from './leak.ts'

/** A chain is seldom longer; of one that is, the middle helps nobody. */
const MOST_FRAMES = 5

/**
 * Writes the call chain, the user's own line first: where a handle was opened, from where that was
 * called, and inside which package it happened.
 *
 * @param start how such a handle comes about: `opened`
 */
export function formatFrames(
  frames: readonly LeakFrame[],
  { start, directory }: { start: string; directory: string },
): string[] {
  const [nearest] = frames
  if (nearest === undefined) return [`the line where it was ${start} is not known`]
  const own = frames.filter((frame) => frame.package === undefined)
  const inside =
    nearest.package === undefined
      ? []
      : [`inside the package ${nearest.package}, at ${formatFrame(nearest, directory)}`]
  if (own.length === 0) return [`${start} ${inside.join('')}; no line of your own code is known`]
  const shown = own.slice(0, MOST_FRAMES).map((frame, index) => {
    const lead = index === 0 ? `${start} at` : 'from'.padStart(start.length + ' at'.length)
    return `${lead} ${formatFrame(frame, directory)}`
  })
  const rest = own.length - shown.length
  return [...shown, ...(rest === 0 ? [] : [`… and ${rest} more`]), ...inside]
}
