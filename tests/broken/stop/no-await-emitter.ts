/** Breaks STOP-02: emits `stopped` once the timer is cleared, run in flight or not. Also every rule that waits for a run. */
import { EmitterManager, emitterSubject } from '../bases/emitter-manager.ts'

class NoAwaitEmitter extends EmitterManager {
  protected override stopWhenIdle(): void {
    if (this.phase !== 'stopping') return
    this.phase = 'stopped'
    this.emit('stopped')
  }
}

export const subject = emitterSubject('no-await-emitter', NoAwaitEmitter)
