import { ThreadManager, threadSubject } from '../broken/bases/thread-manager.ts'

/** Its time passes in a worker thread: checked in real time. */
export const subject = threadSubject('thread-manager', ThreadManager)
