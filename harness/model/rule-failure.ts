import type { RuleNote, TimelineEvent } from './report.ts'

/** Thrown by a check: the subject breaks the rule. */
export class RuleFailure extends Error {
  override readonly name = 'RuleFailure'
  readonly timeline: TimelineEvent[]
  readonly frame: string | undefined
  /** The next action, where that of the rule would mislead. */
  hint: string | undefined
  /** Whether it is about a promise that does not settle: traced, it would say where it hangs. */
  isAboutPending = false
  /** Where that promise hangs, in a sentence. Only while tracing. */
  where: string | undefined
  /**
   * What went wrong, as data: failures of two rules with the same signature have the same cause. Absent
   * where a failure is told by its rule alone.
   */
  signature: string | undefined
  /** What the subject printed until then, as it printed it. */
  output = ''
  /** What goes into the record besides. */
  note: RuleNote = {}

  /** @param observed what was seen, one or more sentences in the words of the subject */
  constructor(observed: string, timeline: TimelineEvent[] = [], frame?: string) {
    super(observed)
    this.timeline = timeline
    this.frame = frame
  }
}

/** The reason of a rule that needs a run in flight, where the subject's runs end in their turn. */
export const NO_RUN_IN_FLIGHT =
  "the subject declares `work: 'sync'`: none of its runs is ever in flight"

/** Thrown by a trial that needs a run in flight, where the subject's runs end in their turn. */
export class NeedsRunInFlight extends Error {
  override readonly name = 'NeedsRunInFlight'
}

/** Thrown by a check: the rule says nothing about this subject, for the reason given. */
export class NotApplicable extends Error {
  override readonly name = 'NotApplicable'
  readonly status: 'skip' | 'not-run'

  /** @param status `skip`: the subject lacks something; `not-run`: the check could not be set up */
  constructor(reason: string, status: 'skip' | 'not-run' = 'skip') {
    super(reason)
    this.status = status
  }
}
