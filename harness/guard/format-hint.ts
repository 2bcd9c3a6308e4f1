import { HANDLE_KINDS } from './handle-kinds.ts'
import type { Leak, LeakFrame } from './leak.ts'

/** Writes the next action: where and how to close the handle, and how to keep it on purpose. */
export function formatHint(leak: Leak): string {
  return `Hint: ${leak.kind === 'promise' ? `${leak.remedy}. ${adviseToKeep(leak)}` : adviseToClose(leak)}`
}

function adviseToClose(leak: Leak): string {
  const close = adviseHow(leak)
  const keep = adviseToKeep(leak)
  if (leak.scope.level === 'file') {
    return `open it where it is used, not on import; or, in afterAll, ${close}. ${keep}`
  }
  if (leak.scope.level === 'hook') {
    const place = leak.scope.fixture === undefined ? 'afterAll' : 'the fixture, once it was used'
    return `in ${place}, ${close}. ${keep}`
  }
  if (leak.circumstance === 'timed-out') {
    return `mend the timeout first; what cleans up at the end of the test did not run. afterEach and onTestFinished do run: there, ${close}.`
  }
  if (leak.circumstance === 'opened-late') {
    return `await that work in the test, or stop it before the test ends, and ${close}. ${keep}`
  }
  const last = leak.circumstance === 'deferred' ? 'afterAll' : 'onTestFinished'
  return `in the test, afterEach or ${last}, ${close}. ${keep}`
}

/** What a package opened the user has not in hand, but something else of the package. */
function adviseHow({ remedy, frames }: Leak): string {
  const used = findUsedPackage(frames)
  return used === undefined
    ? `call ${remedy}`
    : `shut down what you use of ${used} (in the end: ${remedy})`
}

function adviseToKeep({ kind, frames }: Leak): string {
  const used = findUsedPackage(frames)
  if (used !== undefined) {
    return `If it stays on purpose, ignore it: { package: '${used}', reason: '…' }.`
  }
  const { argument } = HANDLE_KINDS[kind]
  return argument === undefined
    ? 'If it stays on purpose, name it in `ignore` of configureGuard(), with the reason.'
    : `If it stays on purpose, say keep(${argument}).`
}

/** Of the packages that a handle was opened in, the one that the user's own code called. */
function findUsedPackage(frames: readonly LeakFrame[]): string | undefined {
  const own = frames.findIndex((frame) => frame.package === undefined)
  return (own < 0 ? frames.at(-1) : frames[own - 1])?.package
}
