/** Breaks EXPLORE-07: there is room for the first caller and for the latest; of three, the second waits for ever. */
import { EmitterManager, emitterSubject } from '../../bases/emitter-manager.ts'

/** Mirrors a bucket; who waits for its end is told by hand. */
class BucketMirror extends EmitterManager {
  #first: (() => void) | undefined
  #latest: (() => void) | undefined

  protected override wire(): void {
    super.wire()
    this.on('stopped', () => {
      this.#first?.()
      this.#latest?.()
    })
  }

  override shutdown(): Promise<void> {
    const ended = super.shutdown()
    if (this.phase !== 'stopping' || this.inside.getStore()) return ended
    return new Promise((resolve) => this.keep(resolve))
  }

  protected keep(tell: () => void): void {
    if (this.#first === undefined) this.#first = tell
    else this.#latest = tell
  }
}

class Mended extends BucketMirror {
  protected override keep(tell: () => void): void {
    this.once('stopped', tell)
  }
}

export const subject = emitterSubject('bucket-mirror', BucketMirror)
export const mended = emitterSubject('bucket-mirror, mended', Mended)
