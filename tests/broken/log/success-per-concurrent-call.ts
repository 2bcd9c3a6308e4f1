/** Breaks LOG-01: calls that come in while the run is still in flight each log success; later ones do not. */
import { EmitterManager, emitterSubject } from '../bases/emitter-manager.ts'

class SuccessPerConcurrentCall extends EmitterManager {
  private waiting = 0

  protected override wire(): void {
    super.wire()
    this.on('stopped', () => {
      for (; this.waiting > 1; this.waiting--) this.probe.logger.info('shutdown complete')
    })
  }

  override shutdown(): Promise<void> {
    if (this.phase === 'on' || this.phase === 'stopping') this.waiting += 1
    return super.shutdown()
  }
}

export const subject = emitterSubject('success-per-concurrent-call', SuccessPerConcurrentCall)
