import { real } from '../platform/real-time.ts'
import { ReplayError } from '../explore/plan/replay-token.ts'
import { Exploration } from '../explore/exploration.ts'
import type { SubjectSource } from '../explore/explore-options.ts'
import { RealExploration } from '../explore/real/real-exploration.ts'
import { isExploreRule } from '../explore/explore-rules.ts'
import { Lab } from '../trial/lab.ts'
import type { RuleNote, RuleResult } from '../model/report.ts'
import type { RuleId } from '../model/rule-info.ts'
import { findUnpromised, findWaiver, judgeWaiver } from '../model/judge-waiver.ts'
import type { Rule } from '../trial/rule.ts'
import { NO_RUN_IN_FLIGHT, NotApplicable, RuleFailure } from '../model/rule-failure.ts'
import { enqueue } from '../rig/one-process.ts'
import { kit00 } from '../trial/rules/kit-00.ts'
import { overrideSubject } from '../model/override-subject.ts'
import type { Profile, Subject } from '../model/subject.ts'
import { findMissing, type MissingDeclaration } from '../trial/find-missing.ts'
import { describe } from '../text/describe.ts'
import { verifySubject } from '../rig/verify-subject.ts'
import { signPlace, checkSpace, type SpaceOptions } from './check-space.ts'

/** What a check found, before it is put on record. */
type Finding = Pick<RuleResult, 'status'> &
  Partial<Omit<RuleResult, 'id' | 'level' | 'title' | 'durationMs'>>

/** How a subject is checked. */
export interface RunOptions extends SpaceOptions {
  /** Holds the subject to this profile instead of the one that it names. */
  readonly profile?: Profile | undefined
  /** Where the subject comes from, for the tests that failures give to paste. */
  readonly source?: SubjectSource | undefined
  /** What everything random begins with, in every trial and schedule. Default: 1. */
  readonly seed?: number | undefined
  /** Called now and then while a check in real time goes on. */
  onPulse?: ((this: void) => void) | undefined
}

/** How often a rule that was found broken in real time is checked again. */
const CONFIRMATIONS = 2
/** What is told of a line that a subject may lack. */
type Proposal = Pick<MissingDeclaration, 'proposal' | 'isDoubtful'>

function propose({ proposal, isDoubtful = false }: Proposal, observed: string): string[] {
  return isDoubtful ? [observed, proposal] : [proposal, `Seen: ${observed}`]
}

/** The subject with a line more, and what is told of that line. */
class Amendment {
  readonly proposal: Proposal
  readonly run: ConformanceRun
  /** The rule that proposes the line. */
  root: RuleId | undefined

  constructor(proposal: Proposal, run: ConformanceRun) {
    this.proposal = proposal
    this.run = run
  }
}

/** The rules, one by one, on one subject; KIT-00 first, whichever is asked for. */
export class ConformanceRun {
  readonly subject: Subject
  readonly #lab: Lab
  readonly #exploration: Exploration | RealExploration
  readonly #options: RunOptions
  #kit: Promise<RuleResult> | undefined
  /** The first rule that was broken in each way. */
  readonly #causes = new Map<string, Pick<Rule, 'id' | 'level'>>()

  /** What the subject may have left unsaid; looked for once a rule is broken. */
  #missing: Amendment[] | undefined
  /** Whether this is another subject with a line more, about which nothing is proposed. */
  #isAmended = false

  /** @throws {SubjectError} when `subject` is not one */
  constructor(subject: unknown, options: RunOptions = {}) {
    const verified = verifySubject(subject)
    const { profile } = options
    this.subject = profile === undefined ? verified : overrideSubject(verified, { profile })
    this.#options = options
    this.#lab = new Lab(this.subject, options.onPulse, options.seed)
    this.#exploration = this.#lab.isReal
      ? new RealExploration(this.#lab, options.source)
      : new Exploration(this.#lab, options.source)
  }

  /** What everything random begins with. */
  get seed(): number {
    return this.#lab.seed
  }

  /** Checks one rule. Rejects only when virtual time cannot be installed. */
  async check(rule: Rule): Promise<RuleResult> {
    this.#kit ??= this.#record(kit00)
    const kit = await this.#kit
    if (rule === kit00) return kit
    if (kit.status === 'fail')
      return this.#toResult(rule, { status: 'not-run', reason: 'KIT-00 failed' }, 0)
    return this.#record(rule)
  }

  #record(rule: Rule): Promise<RuleResult> {
    return enqueue(async () => {
      const startMs = real.performanceNow()
      const finding = await this.#run(rule)
      const result = this.#toResult(rule, finding, real.performanceNow() - startMs)
      return judgeWaiver(result, this.subject)
    })
  }

  async #run(rule: Rule): Promise<Finding> {
    if (rule.virtualOnly !== undefined && this.subject.clock === 'real') {
      return { status: 'skip', reason: `in real time ${rule.virtualOnly}` }
    }
    const unpromised = findUnpromised(this.subject, rule.id)
    if (unpromised !== undefined) return { status: 'skip', reason: unpromised }
    for (const capability of rule.needs) {
      const reason = this.#lab.seen.absent.get(capability)
      if (reason !== undefined) return { status: 'skip', reason }
    }
    this.#lab.begin(rule.id)
    try {
      const note = await this.#apply(rule)
      if (this.#lab.isLeftOut)
        return {
          status: 'skip',
          reason: NO_RUN_IN_FLIGHT,
        }
      const { doubt } = this.#lab
      // What was not seen is no pass. KIT-00 asks only in order to learn what there is.
      if (doubt !== undefined && rule !== kit00) return { status: 'skip', reason: doubt }
      return { status: 'pass', ...note }
    } catch (error) {
      if (error instanceof NotApplicable) return { status: error.status, reason: error.message }
      if (error instanceof RuleFailure) {
        const doubt = await this.#findDoubt(rule, error)
        if (doubt !== undefined) return { status: 'not-run', reason: doubt }
        this.#lab.broken.add(rule.id)
        const failure = error.isAboutPending ? await this.#trace(rule, error) : error
        const { message, where, timeline, frame } = failure
        const missing = await this.#findMissing(rule)
        const cause = missing.cause ?? this.#findCause(rule, failure)
        return {
          status: 'fail',
          message: [
            ...(missing.proposal === undefined ? [message] : propose(missing.proposal, message)),
            ...(where === undefined ? [] : [where]),
          ].join('. '),
          timeline,
          hint: failure.hint ?? rule.hint,
          ...failure.note,
          ...(failure.output === '' ? {} : { output: failure.output }),
          ...(frame === undefined ? {} : { frame }),
          ...(cause === undefined ? {} : { cause }),
        }
      }
      if (rule === kit00 || error instanceof ReplayError) throw error
      // Nothing that went wrong may read as a pass.
      return { status: 'fail', message: `the check ended with ${describe(error)}`, hint: rule.hint }
    }
  }

  async #apply(rule: Rule): Promise<RuleNote | void> {
    return isExploreRule(rule.id)
      ? checkSpace(this.#exploration, rule.id, this.#options)
      : rule.check(this.#lab)
  }

  /**
   * Whether a broken rule would hold if the subject said more about itself, found by checking it so:
   * the first MUST proposes the line to add, and the others follow from it.
   */
  async #findMissing(rule: Rule): Promise<{ proposal?: Proposal; cause?: RuleId }> {
    const { replay, budgetMs } = this.#options
    if (rule === kit00 || this.#isAmended || replay !== undefined) return {}
    if (findWaiver(this.subject, rule.id) !== undefined) return {}
    this.#missing ??= (await findMissing(this.#lab)).map(
      (missing) => new Amendment(missing, new ConformanceRun(missing.amended, { budgetMs })),
    )
    for (const missing of this.#missing) {
      if (!(await missing.run.#wouldHold(rule))) continue
      const { root, proposal } = missing
      if (root !== undefined) return { cause: root }
      if (rule.level !== 'MUST') return {}
      missing.root = rule.id
      return { proposal }
    }
    return {}
  }

  /** Whether the rule does not fail on this subject, which is another with a line more. */
  async #wouldHold(rule: Rule): Promise<boolean> {
    if (!this.#isAmended) {
      this.#isAmended = true
      if ((await this.#run(kit00)).status === 'fail') return false
    }
    return (await this.#run(rule)).status !== 'fail'
  }

  /** The first rule that broke in the same way; a waived one explains nothing to who reads the failures. */
  #findCause({ id, level }: Rule, failure: RuleFailure): RuleId | undefined {
    const { frame, where } = failure
    // Whoever waits, what hangs at one place hangs for one cause.
    const hang = where === undefined || frame === undefined ? undefined : `hangs|${frame}`
    const signature = hang ?? failure.signature
    if (findWaiver(this.subject, id) !== undefined) return undefined
    const known = signature === undefined ? undefined : this.#causes.get(signature)
    // A MUST is not told under a SHOULD.
    const isFirst = known === undefined || (level === 'MUST' && known.level !== 'MUST')
    const root = isFirst ? { id, level } : known
    // An exploration that finds the same promise broken at the same place finds nothing new.
    for (const way of [signature, failure.signature, signPlace(id, frame)]) {
      if (way !== undefined && (isFirst || !this.#causes.has(way))) this.#causes.set(way, root)
    }
    return isFirst ? undefined : root.id
  }

  /**
   * Whether a MUST that was found broken in real time is so again: what shows once and not again is
   * no verdict.
   *
   * @returns the reason why it is none, or `undefined` where it is
   */
  async #findDoubt(rule: Rule, { message }: RuleFailure): Promise<string | undefined> {
    // What exploring finds, it has found again already.
    const isRepeated = isExploreRule(rule.id)
    if (!this.#lab.isReal || rule.level !== 'MUST' || rule === kit00 || isRepeated) return undefined
    for (let check = 0; check < CONFIRMATIONS; check += 1) {
      try {
        await this.#apply(rule)
      } catch (error) {
        if (error instanceof RuleFailure) return undefined
        throw error
      }
    }
    return `it was broken in one of ${CONFIRMATIONS + 1} checks in real time, and held in the others: ${message}`
  }

  /** Checks a broken rule again, traced, to learn where a promise hangs: a clean check costs nothing. */
  async #trace(rule: Rule, failure: RuleFailure): Promise<RuleFailure> {
    this.#lab.isTracing = true
    try {
      await rule.check(this.#lab)
    } catch (error) {
      const isSame = error instanceof RuleFailure && error.message === failure.message
      if (isSame && error.where !== undefined) return error
    } finally {
      this.#lab.isTracing = false
    }
    // What is not met again is not explained.
    return failure
  }

  #toResult({ id, level, title }: Rule, finding: Finding, durationMs: number): RuleResult {
    return { id, level, title, ...finding, durationMs: Math.round(durationMs * 100) / 100 }
  }
}
