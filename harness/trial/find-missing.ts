import type { Subject } from '../model/subject.ts'
import { findWaiver } from '../model/judge-waiver.ts'
import { Lab } from './lab.ts'

/** A line that a subject may lack: with it, rules that fail for want of it would not. */
export interface MissingDeclaration {
  /** The subject, with that line. */
  readonly amended: Subject
  /** What was seen, and the line to add, in a sentence. */
  readonly proposal: string
}

/** Finds what a subject that breaks a rule may not have declared, by what it does. */
export async function findMissing({ subject, seen }: Lab): Promise<MissingDeclaration[]> {
  // One of its own: what these trials leave behind is no rule's matter.
  const lab = new Lab(subject)
  lab.seen = seen
  const found = [await findMissingCapability(lab), findMissingProfile(lab)]
  return found.filter((each) => each !== undefined)
}

async function findMissingCapability(lab: Lab): Promise<MissingDeclaration | undefined> {
  try {
    return (await findMissingSync(lab)) ?? (await findMissingConcurrency(lab))
  } catch {
    // Whatever goes wrong here, what is told is the rule that the manager has broken.
    return undefined
  }
}

/**
 * A manager that never looks at what the work returns: it overlaps, its shutdown waits for nothing, and
 * a rejection reaches nobody. Either its work is synchronous, or it forgot to await.
 */
async function findMissingSync(lab: Lab): Promise<MissingDeclaration | undefined> {
  const { name, capabilities } = lab.subject
  if (capabilities?.work !== undefined || lab.isReal) return undefined
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
  return {
    amended: { ...lab.subject, capabilities: { ...capabilities, work: 'sync' } },
    proposal: `${name} does not look at the promise that the work returns. If its work is synchronous, add \`capabilities: { work: 'sync' }\` to the subject; if not, await it`,
  }
}

/** A manager that has several runs in flight, and not ever more: jobs side by side, and no missing guard. */
async function findMissingConcurrency(lab: Lab): Promise<MissingDeclaration | undefined> {
  const { name, capabilities } = lab.subject
  if (capabilities?.concurrency !== undefined || capabilities?.work === 'sync' || lab.isReal)
    return undefined
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
  return {
    amended: { ...lab.subject, capabilities: { ...capabilities, concurrency: most } },
    proposal: `${name} has ${most} runs in flight at once, and never more. If that is by design, add \`capabilities: { concurrency: ${most} }\` to the subject`,
  }
}

/** A class with only a graceful method. */
function findMissingProfile({ subject, seen }: Lab): MissingDeclaration | undefined {
  if (subject.profile !== undefined || !seen.absent.has('drop')) return undefined
  if (findWaiver(subject, 'DROP-01') !== undefined) return undefined
  return {
    amended: { ...subject, profile: 'graceful' },
    proposal: `If the manager of ${subject.name} promises no drop and no log lines, add \`profile: 'graceful'\` to the subject`,
  }
}
