import type { LeakFrame } from './leak.ts'

/** Of the packages that a handle was opened in, the one that the user's own code called. */
export function findUsedPackage(frames: readonly LeakFrame[]): string | undefined {
  const own = frames.findIndex((frame) => frame.package === undefined)
  return (own < 0 ? frames.at(-1) : frames[own - 1])?.package
}

/** What a package opened the user has not in hand, but something else of the package. */
export function adviseHow(remedy: string, used: string | undefined): string {
  return used === undefined
    ? `call ${remedy}`
    : `close the ${used} object you created (finally: ${remedy})`
}
