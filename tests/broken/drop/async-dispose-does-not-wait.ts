/** Breaks DROP-11: `[Symbol.asyncDispose]` begins the shutdown and does not wait for it. */
import { IntervalManager, intervalSubject } from '../bases/interval-manager.ts'

class AsyncDisposeDoesNotWait extends IntervalManager {
  override async [Symbol.asyncDispose](): Promise<void> {
    void this.shutdown()
  }
}

export const subject = intervalSubject('async-dispose-does-not-wait', AsyncDisposeDoesNotWait)
