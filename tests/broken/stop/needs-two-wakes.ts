/** Breaks STOP-13: one wake-up notices the request, the next one ends the loop. Also every rule that waits for a stop. */
import type { SubjectContext, Subject } from '../../../harness/model/subject.ts'

type Phase = 'on' | 'requested' | 'noticed' | 'stopped' | 'dropped'

class TwoWakes {
  private phase: Phase = 'on'
  private busy = false
  private waiters: (() => void)[] = []
  private readonly timer: NodeJS.Timeout
  private readonly abort = new AbortController()
  private readonly probe: SubjectContext

  constructor(probe: SubjectContext, intervalMs: number) {
    this.probe = probe
    this.timer = setInterval(() => void this.wake(), intervalMs)
  }

  private async wake(): Promise<void> {
    if (this.busy) return
    if (this.phase === 'noticed') return this.stop()
    if (this.phase === 'requested') {
      this.phase = 'noticed'
      return
    }
    this.busy = true
    try {
      await this.probe.work(this.abort.signal)
    } catch (error) {
      if (!this.abort.signal.aborted) this.probe.logger.error('run failed', error)
    }
    this.busy = false
  }

  private stop(): void {
    this.phase = 'stopped'
    clearInterval(this.timer)
    this.probe.logger.info('shut down')
    for (const resolve of this.waiters.splice(0)) resolve()
  }

  async shutdown(): Promise<void> {
    if (this.phase === 'stopped' || this.phase === 'dropped') return
    if (this.phase === 'on') this.phase = 'requested'
    await new Promise<void>((resolve) => this.waiters.push(resolve))
  }

  [Symbol.dispose](): void {
    if (this.phase !== 'on') return
    this.phase = 'dropped'
    clearInterval(this.timer)
    this.abort.abort()
    this.probe.logger.warn('dropped without shutdown()')
  }
}

export const subject: Subject<TwoWakes> = {
  name: 'needs-two-wakes',
  ownership: 'owned',
  intervalMs: 1000,
  create: (probe) => new TwoWakes(probe, 1000),
}
