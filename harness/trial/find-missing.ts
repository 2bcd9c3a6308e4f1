import { inspect } from 'node:util'
import { overrideSubject } from '../model/override-subject.ts'
import type { Subject, SubjectCapabilities } from '../model/subject.ts'
import { findWaiver } from '../model/judge-waiver.ts'
import { formatMs } from '../text/format-ms.ts'
import { Lab } from './lab.ts'
import type { Trial } from './trial.ts'

/** How long a run is held to see whether it is given up, in intervals. */
const PATIENCE_INTERVALS = 100

/** A line that a subject may lack: with it, rules that fail for want of it would not. */
export interface MissingDeclaration {
  /** The subject, with that line. */
  readonly amended: Subject
  /** What was seen, and the line to add, in a sentence. */
  readonly proposal: string
  /** Whether a defect is as likely, so that what the rule has seen is told first. Default: false. */
  readonly isDoubtful?: boolean
}

/** Finds what a subject that breaks a rule may not have declared, by what it does. */
export async function findMissing({ subject, seen }: Lab): Promise<MissingDeclaration[]> {
  // One of its own: what these trials leave behind is no rule's matter.
  const lab = new Lab(subject)
  lab.seen = seen
  const found = [...(await findMissingCapabilities(lab)), findMissingProfile(lab)]
  return found.filter((each) => each !== undefined)
}

async function findMissingCapabilities(lab: Lab): Promise<(MissingDeclaration | undefined)[]> {
  if (lab.isReal || lab.subject.capabilities?.work === 'sync') return []
  // Where nobody looks at what a run returns, nothing else can be told of runs.
  const sync = await attempt(findMissingSync, lab)
  if (sync !== undefined) return [sync]
  return [
    await attempt(findMissingConcurrency, lab),
    await attempt(findMissingFinalRun, lab),
    await attempt(findMissingRunLimit, lab),
  ]
}

type Finder = (lab: Lab) => Promise<MissingDeclaration | undefined>

async function attempt(find: Finder, lab: Lab): Promise<MissingDeclaration | undefined> {
  try {
    return await find(lab)
  } catch {
    // Whatever goes wrong here, what is told is the rule that the manager has broken.
    return undefined
  }
}

/** @param seen what it does, and in which case the line is to be added */
function declare(lab: Lab, capability: SubjectCapabilities, seen: string): MissingDeclaration {
  return {
    amended: amend(lab, capability),
    proposal: `${lab.subject.name} ${seen} add ${showLine(capability)} to the subject`,
  }
}

/** The subject with one capability more. */
function amend({ subject }: Lab, capability: SubjectCapabilities): Subject {
  return overrideSubject(subject, { capabilities: { ...subject.capabilities, ...capability } })
}

function showLine(capability: SubjectCapabilities): string {
  return `\`capabilities: ${inspect(capability)}\``
}

/**
 * A manager that never looks at what the work returns: it overlaps, its shutdown waits for nothing, and
 * a rejection reaches nobody. Either its work is synchronous, or it forgot to await.
 */
async function findMissingSync(lab: Lab): Promise<MissingDeclaration | undefined> {
  if (lab.subject.capabilities?.work !== undefined) return undefined
  let isIgnored = false
  await lab.trial(async (t) => {
    t.work.hold()
    await t.adv(3 * t.T)
    const call = t.shutdown()
    await t.drain()
    isIgnored = t.work.maxActive > 1 && call.state === 'fulfilled' && t.work.active > 1
    t.work.release()
  })
  if (!isIgnored) return undefined
  await lab.trial(async (t) => {
    t.work.failAll(({ n }) => new Error(`run #${n} failed`))
    await t.adv(2 * t.T)
    isIgnored = t.guard.unhandled.length > 0
    t.work.release()
  })
  if (!isIgnored) return undefined
  const missing = declare(
    lab,
    { work: 'sync' },
    'does not look at the promise that the work returns. If its work is synchronous,',
  )
  return { ...missing, proposal: `${missing.proposal}; if not, await it` }
}

/** A manager that has several runs in flight, and not ever more: jobs side by side, and no missing guard. */
async function findMissingConcurrency(lab: Lab): Promise<MissingDeclaration | undefined> {
  if (lab.subject.capabilities?.concurrency !== undefined) return undefined
  let most = 0
  await lab.trial(async (t) => {
    t.work.hold()
    await t.adv(6 * t.T)
    const before = t.work.maxActive
    await t.adv(6 * t.T)
    if (t.work.maxActive === before) most = before
    t.work.release()
  })
  if (most < 2) return undefined
  return declare(
    lab,
    { concurrency: most },
    `has ${most} runs in flight at once, and never more. If that is by design,`,
  )
}

/** A manager that flushes, or works through what it has accepted, once shutdown() is called. */
async function findMissingFinalRun(lab: Lab): Promise<MissingDeclaration | undefined> {
  if (lab.subject.capabilities?.finalRun !== undefined) return undefined
  let most = 0
  for (const isBusy of [false, true]) {
    await lab.trial(async (t) => {
      await t.runs(1)
      if (isBusy) await t.startRun()
      await t.adv(3.5 * t.T)
      most = Math.max(most, await countFinalRuns(t))
    })
  }
  if (most === 0) return undefined
  const finalRun = most === 1 ? true : 'until-empty'
  const what = most === 1 ? 'that is a last flush' : 'it works through what has arrived'
  return {
    amended: amend(lab, { finalRun }),
    proposal: `If ${what} by design, add ${showLine({ finalRun })} to the subject`,
    isDoubtful: true,
  }
}

/** Far more than arrive in the trial above. */
const MOST_FINAL_RUNS = 20

/** How many runs shutdown() starts at once, one after another, and waits for; 0 where it does not. */
async function countFinalRuns(t: Trial): Promise<number> {
  t.work.hold()
  const call = t.shutdown()
  for (let wave = 0; wave < MOST_FINAL_RUNS && call.state === 'pending'; wave += 1) {
    await t.drain()
    t.work.release()
    t.work.hold()
  }
  await t.drain()
  const count = t.work.starts - call.startsBefore
  const isAwaited = call.state === 'fulfilled' && t.work.active === 0
  t.work.release()
  await t.adv(3 * t.T)
  return isAwaited && t.work.starts - call.startsBefore === count ? count : 0
}

/** A manager that gives up a run after a time of its own, and aborts its signal. */
async function findMissingRunLimit(lab: Lab): Promise<MissingDeclaration | undefined> {
  if (lab.subject.capabilities?.runLimitMs !== undefined) return undefined
  const limits = new Set<number>()
  for (const count of [0, 1]) {
    await lab.trial(async (t) => {
      await t.runs(count)
      const run = await t.startRun()
      const isGivenUp = await t.advUntil(
        () => run.signal?.aborted === true,
        PATIENCE_INTERVALS * t.T,
      )
      limits.add(isGivenUp ? t.clock.nowMs - run.startMs : Infinity)
      t.work.release()
    })
  }
  const [limitMs = Infinity] = limits
  if (limits.size > 1 || limitMs === Infinity || limitMs === 0) return undefined
  return declare(
    lab,
    { runLimitMs: limitMs },
    `aborts the signal of a run that has taken ${formatMs(limitMs)}. If it gives up such runs by design,`,
  )
}

/** A class with only a graceful method. */
function findMissingProfile({ subject, seen }: Lab): MissingDeclaration | undefined {
  if (subject.profile !== undefined || !seen.absent.has('drop')) return undefined
  if (findWaiver(subject, 'DROP-01') !== undefined) return undefined
  return {
    amended: overrideSubject(subject, { profile: 'graceful' }),
    proposal: `If the manager of ${subject.name} promises no drop and no log lines, add \`profile: 'graceful'\` to the subject`,
  }
}
