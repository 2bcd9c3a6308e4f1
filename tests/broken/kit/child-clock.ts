/** Breaks KIT-00: a child process beats the time, and its output is what runs the work. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import type { SubjectContext, Subject } from '../../../harness/model/subject.ts'

const BEAT = 'setInterval(() => process.stdout.write("."), Number(process.argv[1]))'

class ChildClock {
  readonly #probe: SubjectContext
  readonly #child: ChildProcess
  readonly #abort = new AbortController()
  #run: Promise<void> | undefined
  #stopped: Promise<void> | undefined

  constructor(probe: SubjectContext, intervalMs: number) {
    this.#probe = probe
    this.#child = spawn(process.execPath, ['-e', BEAT, String(intervalMs)], {
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    this.#child.stdout?.on('data', () => {
      this.#run ??= this.#attempt()
    })
  }

  async #attempt(): Promise<void> {
    await Promise.resolve()
    try {
      if (!this.#stopped && !this.#abort.signal.aborted) await this.#probe.work(this.#abort.signal)
    } catch (error) {
      if (!this.#abort.signal.aborted) this.#probe.logger.error('run failed', error)
    }
    this.#run = undefined
  }

  async #stop(): Promise<void> {
    await this.#run
    const closed = once(this.#child, 'close')
    this.#child.kill()
    await closed
    this.#probe.logger.info('shut down')
  }

  async shutdown(): Promise<void> {
    if (this.#abort.signal.aborted) return
    this.#stopped ??= this.#stop()
    await this.#stopped
  }

  [Symbol.dispose](): void {
    if (this.#stopped || this.#abort.signal.aborted) return
    this.#child.kill()
    this.#abort.abort()
    this.#probe.logger.warn('dropped without shutdown()')
  }
}

export const subject: Subject<ChildClock> = {
  name: 'child-clock',
  ownership: 'owned',
  intervalMs: 1000,
  create: (probe) => new ChildClock(probe, 1000),
}
