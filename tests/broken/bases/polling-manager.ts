import type { Subject, SubjectContext } from '../../../harness/model/subject.ts'
import { LoopManager } from './loop-manager.ts'
import { jobs } from './peers.ts'

/** What one request may take. */
const LIMIT_MS = 5000

/** A correct owned manager that asks a server for work; each step is there to be overridden. */
export class PollingManager extends LoopManager {
  protected override async call(): Promise<void> {
    await this.ask()
    if (this.mayRun()) await this.work()
  }

  protected async ask(): Promise<void> {
    const response = await fetch('http://api.test/jobs', { signal: this.limit() })
    await response.json()
  }

  protected limit(): AbortSignal {
    return AbortSignal.any([this.aborting.signal, AbortSignal.timeout(LIMIT_MS)])
  }

  protected async work(): Promise<void> {
    await super.call()
  }
}

/** Makes a subject of a class of managers that ask a server. */
export function pollingSubject<M extends PollingManager>(
  name: string,
  Manager: new (context: SubjectContext, intervalMs: number) => M,
): Subject<M> {
  return {
    name,
    ownership: 'owned',
    intervalMs: 1000,
    network: { 'api.test': jobs },
    create: (context) => new Manager(context, 1000).begin(),
  }
}
