import type { SubjectContext, Subject } from '../../harness/model/subject.ts'

type State =
  | { name: 'sleeping'; timer: NodeJS.Timeout }
  | { name: 'running' }
  | { name: 'draining'; waiters: (() => void)[] }
  | { name: 'stopped' }
  | { name: 'aborted' }

type Event = 'timer' | 'ran' | 'shutdown' | 'drop'

/** One `transition` decides everything; the methods only feed it events. */
class ElectionTimer {
  private state: State
  private readonly aborter = new AbortController()
  private readonly probe: SubjectContext
  private readonly intervalMs: number

  constructor(probe: SubjectContext, intervalMs: number) {
    this.probe = probe
    this.intervalMs = intervalMs
    this.state = this.sleeping()
  }

  private sleeping(): State {
    return { name: 'sleeping', timer: setTimeout(() => this.on('timer'), this.intervalMs) }
  }

  private on(event: Event): void {
    const from = this.state
    switch (`${from.name}:${event}`) {
      case 'sleeping:timer':
        this.state = { name: 'running' }
        void this.run()
        break
      case 'running:ran':
        this.state = this.sleeping()
        break
      case 'running:shutdown':
        this.state = { name: 'draining', waiters: [] }
        break
      case 'draining:ran':
        this.stop()
        if (from.name === 'draining') for (const wake of from.waiters) wake()
        break
      case 'sleeping:shutdown':
        if (from.name === 'sleeping') clearTimeout(from.timer)
        this.stop()
        break
      case 'sleeping:drop':
        if (from.name === 'sleeping') clearTimeout(from.timer)
        this.abort()
        break
      case 'running:drop':
        this.abort()
        break
      default:
      // Every other pair is a no-op by design: stopping twice, dropping what has stopped…
    }
  }

  private stop(): void {
    this.state = { name: 'stopped' }
    this.probe.logger.info('election timer stopped')
  }

  private abort(): void {
    this.state = { name: 'aborted' }
    this.aborter.abort()
    this.probe.logger.warn('election timer dropped without shutdown()')
  }

  private async run(): Promise<void> {
    try {
      await this.probe.work(this.aborter.signal)
    } catch (error) {
      this.complain(error)
    }
    this.on('ran')
  }

  private complain(error: unknown): void {
    if (this.state.name === 'aborted') return
    try {
      this.probe.logger.error('election failed', error)
    } catch {
      // An election that nobody hears of is still over.
    }
  }

  shutdown(): Promise<void> {
    this.on('shutdown')
    const { state } = this
    if (state.name !== 'draining') return Promise.resolve()
    return new Promise((resolve) => state.waiters.push(resolve))
  }

  [Symbol.dispose](): void {
    this.on('drop')
  }
}

export const subject: Subject<ElectionTimer> = {
  name: 'ElectionTimer',
  ownership: 'owned',
  intervalMs: 1500,
  create: (probe) => new ElectionTimer(probe, 1500),
}
