/** Breaks NEED-03: each run has a connection of its own, and nobody hears that it could not be closed. */
import { LoopManager } from '../bases/loop-manager.ts'
import type { Subject } from '../../../harness/model/subject.ts'

class RunCloseUnreported extends LoopManager {
  protected override async call(): Promise<void> {
    const connection = this.probe.resource('connection')
    try {
      connection.use()
      await super.call()
    } finally {
      await connection.close().catch(() => {})
    }
  }
}

export const subject: Subject<RunCloseUnreported> = {
  name: 'run-close-unreported',
  ownership: 'owned',
  intervalMs: 1000,
  create: (probe) => new RunCloseUnreported(probe, 1000).begin(),
}
