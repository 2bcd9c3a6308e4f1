/** Breaks DROP-11: `[Symbol.asyncDispose]` aborts and warns, as `[Symbol.dispose]` does. */
import { LoopManager, loopSubject } from '../bases/loop-manager.ts'

class AsyncDisposeIsDrop extends LoopManager {
  override async [Symbol.asyncDispose](): Promise<void> {
    this[Symbol.dispose]()
  }
}

export const subject = loopSubject('async-dispose-is-drop', AsyncDisposeIsDrop)
