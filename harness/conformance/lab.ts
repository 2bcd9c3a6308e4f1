import type { Capability } from './rule.ts'
import { runTrial, type TrialOptions } from './run-trial.ts'
import type { Subject } from './subject.ts'
import type { Trial } from './trial.ts'

/** What KIT-00 saw a subject do, for the rules that need to know. */
export interface Observations {
  /** Why a capability is absent, in a sentence; what is not listed is there. */
  readonly absent: ReadonlyMap<Capability, string>
  /** The first run starts when the manager is created, not one interval later. */
  readonly runsAtOnce: boolean
  /** An idle `shutdown()` settles only at the next wake-up: the manager polls. */
  readonly polls: boolean
  /** The last info line of an idle shutdown, numbers masked. */
  readonly successLine: string | undefined
}

/** Where the rules of one subject make their trials. */
export class Lab {
  readonly subject: Subject
  #seen: Observations | undefined

  constructor(subject: Subject) {
    this.subject = subject
  }

  /** What KIT-00 observed. @throws {Error} before KIT-00 has run */
  get seen(): Observations {
    if (this.#seen === undefined) throw new Error('KIT-00 has to be checked before any other rule')
    return this.#seen
  }

  set seen(observations: Observations) {
    this.#seen = observations
  }

  /** Runs that may start after `shutdown()`: one, when the subject flushes by design. */
  get finalRuns(): number {
    return this.subject.capabilities?.finalRun === true ? 1 : 0
  }

  /** Runs `body` on a fresh subject under a fresh clock. */
  trial(body: (t: Trial) => Promise<void>, options?: TrialOptions): Promise<void> {
    return runTrial(this.subject, body, options)
  }
}

/** Masks what differs between two lines of one meaning: numbers and durations. */
export function maskNumbers(text: string): string {
  return text.replaceAll(/\d+(?:\.\d+)?/g, '#')
}
