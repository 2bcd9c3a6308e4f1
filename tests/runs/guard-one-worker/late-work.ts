/** What one test file leaves behind for the next in the same worker. */
interface LateWork {
  isAwaited: boolean
  isDone: boolean
}

const holder = globalThis as { lateWork?: LateWork }

/** The same for all files of a worker, and `undefined` in another one. */
export function findLateWork(): LateWork | undefined {
  return holder.lateWork
}

/** Notes that the first file was here. */
export function addLateWork(): LateWork {
  holder.lateWork = { isAwaited: false, isDone: false }
  return holder.lateWork
}
