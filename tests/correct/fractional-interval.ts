import type { SubjectContext, Subject } from '../../harness/model/subject.ts'

const INTERVAL_MS = 1.5

/** Samples as fast as a timer can, at an interval that is no whole number of milliseconds. */
class EventLoopSampler implements AsyncDisposable, Disposable {
  private readonly abort = new AbortController()
  private readonly timer: NodeJS.Timeout
  private readonly probe: SubjectContext
  private sample: Promise<void> | undefined
  private stopped: Promise<void> | undefined

  constructor(probe: SubjectContext) {
    this.probe = probe
    this.timer = setInterval(() => void this.take(), INTERVAL_MS)
  }

  private async take(): Promise<void> {
    if (this.sample) return
    let taken = (): void => {}
    this.sample = new Promise((resolve) => {
      taken = resolve
    })
    try {
      await this.probe.work(this.abort.signal)
    } catch (error) {
      this.report(error)
    } finally {
      this.sample = undefined
      taken()
    }
  }

  private report(error: unknown): void {
    if (this.abort.signal.aborted) return
    try {
      this.probe.logger.error('sample failed', error)
    } catch {
      // One sample less.
    }
  }

  shutdown(): Promise<void> {
    if (this.abort.signal.aborted) return Promise.resolve()
    this.stopped ??= this.stop()
    return this.stopped
  }

  private async stop(): Promise<void> {
    clearInterval(this.timer)
    await this.sample
    this.probe.logger.info('sampler stopped')
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.shutdown()
  }

  [Symbol.dispose](): void {
    if (this.stopped || this.abort.signal.aborted) return
    clearInterval(this.timer)
    this.abort.abort()
    this.probe.logger.warn('EventLoopSampler dropped; call shutdown(), or let `await using` do it')
  }
}

export const subject: Subject<EventLoopSampler> = {
  name: 'EventLoopSampler',
  ownership: 'owned',
  intervalMs: INTERVAL_MS,
  create: (probe) => new EventLoopSampler(probe),
}
