/** Breaks DROP-06: a drop takes away the listener through which the pending shutdown would have heard of the end. */
import { EmitterManager, emitterSubject } from '../bases/emitter-manager.ts'

class DropDuringShutdownHangs extends EmitterManager {
  override [Symbol.dispose](): void {
    super[Symbol.dispose]()
    this.removeAllListeners()
  }
}

export const subject = emitterSubject('drop-during-shutdown-hangs', DropDuringShutdownHangs)
