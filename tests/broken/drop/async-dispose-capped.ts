/** Breaks DROP-11: `[Symbol.asyncDispose]`, unlike `shutdown()`, waits no longer than 30 seconds. */
import { LoopManager, loopSubject } from '../bases/loop-manager.ts'

class AsyncDisposeCapped extends LoopManager {
  override async [Symbol.asyncDispose](): Promise<void> {
    let timer: NodeJS.Timeout | undefined
    const cap = new Promise((resolve) => {
      timer = setTimeout(resolve, 30_000)
    })
    await Promise.race([this.shutdown(), cap])
    clearTimeout(timer)
  }
}

export const subject = loopSubject('async-dispose-capped', AsyncDisposeCapped)
