/** Breaks STOP-03: the flag is read before the sleep only, so a shutdown during it lets one more run start. */
import type { SubjectContext, Subject } from '../../../harness/model/subject.ts'

class LateReader {
  private stopping = false
  private dropped = false
  private timer: NodeJS.Timeout | undefined
  private readonly abort = new AbortController()
  private readonly probe: SubjectContext
  private readonly ended: Promise<void>

  constructor(probe: SubjectContext, intervalMs: number) {
    this.probe = probe
    this.ended = this.loop(intervalMs)
  }

  private async loop(intervalMs: number): Promise<void> {
    while (!this.stopping) {
      await new Promise((resolve) => {
        this.timer = setTimeout(resolve, intervalMs)
      })
      try {
        await this.probe.work(this.abort.signal)
      } catch (error) {
        if (!this.dropped) this.probe.logger.error('run failed', error)
      }
      if (this.dropped) return
    }
    this.probe.logger.info('shut down')
  }

  async shutdown(): Promise<void> {
    if (this.dropped) return
    this.stopping = true
    await this.ended
  }

  [Symbol.dispose](): void {
    if (this.dropped || this.stopping) return
    this.dropped = true
    clearTimeout(this.timer)
    this.abort.abort()
    this.probe.logger.warn('dropped without shutdown()')
  }
}

export const subject: Subject<LateReader> = {
  name: 'flag-only-checked-after-sleep',
  ownership: 'owned',
  intervalMs: 1000,
  create: (probe) => new LateReader(probe, 1000),
}
