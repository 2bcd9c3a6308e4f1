/** Breaks EXPLORE-07: a ring has room for three callers; the fourth is written over the first, which waits for ever. */
import { EmitterManager, emitterSubject } from '../../bases/emitter-manager.ts'

const ROOM = 3

/** Archives mails; who waits for its end stands in a ring. */
class Archiver extends EmitterManager {
  protected readonly ring: (() => void)[] = []
  #next = 0

  protected override wire(): void {
    super.wire()
    this.on('stopped', () => {
      for (const tell of this.ring) tell()
    })
  }

  override shutdown(): Promise<void> {
    const ended = super.shutdown()
    if (this.phase !== 'stopping' || this.inside.getStore()) return ended
    return new Promise((resolve) => this.keep(resolve))
  }

  protected keep(tell: () => void): void {
    this.ring[this.#next] = tell
    this.#next = (this.#next + 1) % ROOM
  }
}

class Mended extends Archiver {
  protected override keep(tell: () => void): void {
    this.ring.push(tell)
  }
}

export const subject = emitterSubject('archiver', Archiver)
export const mended = emitterSubject('archiver, mended', Mended)
