/** Breaks EXPLORE-02: a drop between the timer and the tick that it put off to does not reach the run. */
import { EmitterManager, emitterSubject } from '../bases/emitter-manager.ts'

/** Announces itself, once the listeners of the tick have all been called. */
class Announcer extends EmitterManager {
  protected override wire(): void {
    super.wire()
    this.removeAllListeners('tick')
    this.on('tick', () => {
      process.nextTick(() => {
        if (this.mayRun()) void this.run()
      })
    })
  }

  protected mayRun(): boolean {
    return this.phase === 'on' || this.phase === 'dropped'
  }
}

class Mended extends Announcer {
  protected override mayRun(): boolean {
    return this.phase === 'on'
  }
}

export const subject = emitterSubject('announcer', Announcer)
export const mended = emitterSubject('announcer, mended', Mended)
