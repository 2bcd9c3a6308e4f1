/** Breaks EXPLORE-05: the cleanup is registered after a lock is taken; a loop that ends sooner ends without it. */
import { LoopManager, loopSubject } from '../bases/loop-manager.ts'

/** Compacts a store, and hands its lock back in the cleanup. */
class StoreCompactor extends LoopManager {
  override async shutdownWith(cleanup: () => unknown): Promise<void> {
    const stopped = this.shutdown()
    await this.takeLock()
    this.cleanup ??= cleanup
    await stopped
  }

  protected async takeLock(): Promise<void> {
    for (let hop = 0; hop < 3; hop += 1) await Promise.resolve()
  }
}

class Mended extends StoreCompactor {
  override shutdownWith(cleanup: () => unknown): Promise<void> {
    this.cleanup ??= cleanup
    return this.shutdown()
  }
}

export const subject = loopSubject('store-compactor', StoreCompactor, 'shutdownWith')
export const mended = loopSubject('store-compactor, mended', Mended, 'shutdownWith')
