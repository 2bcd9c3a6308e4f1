import type { RuleResult } from './report.ts'
import { type Area, findArea, type RuleId } from './rule-info.ts'
import type { Subject } from './subject.ts'

/** Why a subject waives a rule, by its id or by its whole area; `undefined` where it does not. */
export function findWaiver({ waive }: Pick<Subject, 'waive'>, id: RuleId): string | undefined {
  return waive?.[id] ?? waive?.[findArea(id)]
}

/** Whether a subject is held to a rule: it neither waives it nor leaves it out of its promises. */
export function isHeldTo(subject: Pick<Subject, 'waive' | 'profile'>, id: RuleId): boolean {
  return findWaiver(subject, id) === undefined && findUnpromised(subject, id) === undefined
}

/** The reason of a rule that a manager of the profile `graceful` is not held to. */
export const NOT_PROMISED = 'not promised: the profile of the subject is `graceful`'

/** Why a rule is none of what a subject promises; `undefined` where it is. */
export function findUnpromised(
  { profile }: Pick<Subject, 'profile'>,
  id: RuleId,
): string | undefined {
  if (profile !== 'graceful') return undefined
  const area = findArea(id)
  const isPromised = area !== 'DROP' && area !== 'LOG' && id !== 'WORK-04' && id !== 'EXPLORE-02'
  return isPromised ? undefined : NOT_PROMISED
}

/**
 * Applies the waivers of a subject to the result of a rule: one that is broken, or could not be run,
 * is waived. A rule that holds has a waiver too many, unless its whole area is waived.
 */
export function judgeWaiver(result: RuleResult, subject: Pick<Subject, 'waive'>): RuleResult {
  const reason = findWaiver(subject, result.id)
  if (reason === undefined) return result
  if (result.status === 'fail' || result.status === 'not-run')
    return { ...result, status: 'waived', reason }
  if (result.status !== 'pass' || subject.waive?.[result.id] === undefined) return result
  return {
    ...result,
    message: `${result.id} is waived (“${reason}”), but holds: remove the waiver`,
    needlessWaiver: true,
  }
}

/** Whether a rule that holds shows that the subject says too much: a waiver or a declaration is needless. */
export function isNeedless(
  result: Pick<RuleResult, 'needlessWaiver' | 'needlessDeclaration'>,
): boolean {
  return result.needlessWaiver === true || result.needlessDeclaration !== undefined
}

/** Marks the first rule of each area that is waived although every rule of it that was run holds. */
export function judgeAreaWaivers(
  results: readonly RuleResult[],
  { waive = {} }: Pick<Subject, 'waive'>,
): RuleResult[] {
  const needless = new Map<RuleId, Area>()
  for (const area of new Set(results.map(({ id }) => findArea(id)))) {
    const own = results.filter(({ id }) => findArea(id) === area)
    const first = own.find(({ status }) => status === 'pass')
    if (waive[area] === undefined || first === undefined) continue
    if (own.every(({ status }) => status !== 'waived')) needless.set(first.id, area)
  }
  return results.map((result) => {
    const area = needless.get(result.id)
    if (area === undefined) return result
    return {
      ...result,
      message: `${area} is waived (“${waive[area]}”), but every rule of it that ran holds: remove the waiver`,
      needlessWaiver: true,
    }
  })
}
