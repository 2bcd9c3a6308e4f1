import { Writable } from 'node:stream'
import { finished } from 'node:stream/promises'
import type { Subject, SubjectContext } from '../../harness/model/subject.ts'

/** A stream does the queueing: what was written before the end is still done, one after the other. */
class AuditTrail {
  readonly #entries: Writable
  readonly #done: Promise<void>

  constructor({ work }: SubjectContext) {
    this.#entries = new Writable({
      objectMode: true,
      highWaterMark: 1000,
      write: (entry, _encoding, done) => {
        Promise.resolve()
          .then(() => work(undefined, entry))
          .catch((error: unknown) => console.error('entry not written', error))
          .finally(() => done())
      },
    })
    this.#done = finished(this.#entries)
  }

  append(entry: unknown): void {
    if (this.#entries.writableEnded) throw new Error('the audit trail is closed')
    this.#entries.write(entry)
  }

  close(): Promise<void> {
    this.#entries.end()
    return this.#done
  }
}

export const subject: Subject<AuditTrail> = {
  name: 'AuditTrail',
  ownership: 'owned',
  intervalMs: 1000,
  create: (context) => new AuditTrail(context),
  submit: (trail, entry) => trail.append(entry),
  shutdown: (trail) => trail.close(),
  profile: 'graceful',
  capabilities: { backlog: true, finalRun: 'until-empty' },
}
