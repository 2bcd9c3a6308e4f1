import type { RuleInfo } from '../model/rule-info.ts'

/** The rules that are checked by exploring. */
export const EXPLORE_RULES = [
  'EXPLORE-01',
  'EXPLORE-02',
  'EXPLORE-03',
  'EXPLORE-04',
  'EXPLORE-05',
  'EXPLORE-06',
  'EXPLORE-07',
  'EXPLORE-08',
] as const

/** The id of a rule that is checked by exploring: `EXPLORE-01` to `EXPLORE-08`. */
export type ExploreRuleId = (typeof EXPLORE_RULES)[number]

/** Whether a rule is one of {@link EXPLORE_RULES}. */
export function isExploreRule(id: string): id is ExploreRuleId {
  return (EXPLORE_RULES as readonly string[]).includes(id)
}

const REREAD_THE_FLAG =
  'find the state that the step before the operation read and the step after it acts on: read the stop flag again after every await'

/** What each of {@link EXPLORE_RULES} promises. */
export const exploreRules: Readonly<Record<ExploreRuleId, RuleInfo>> = {
  'EXPLORE-01': describeRule('EXPLORE-01', {
    title:
      'whenever shutdown() lands, the loop stops and every promise of STOP, WORK, LOG and LEAK holds',
    hint: REREAD_THE_FLAG,
    needs: [],
  }),
  'EXPLORE-02': describeRule('EXPLORE-02', {
    title: 'whenever drop lands, the loop is cut off and every promise of DROP and LEAK holds',
    hint: REREAD_THE_FLAG,
    needs: ['drop'],
  }),
  'EXPLORE-03': describeRule('EXPLORE-03', {
    virtualOnly: 'one call is tried at a time',
    title: 'whenever two of shutdown(), shutdown() and drop land, their promises hold',
    hint: 'keep the state of the manager in one field, and set it in the same turn as the call',
    needs: [],
  }),
  'EXPLORE-04': describeRule('EXPLORE-04', {
    title: 'whenever clone(), shutdown() or drop land on two clones, their promises hold',
    hint: 'let the clones share one state, and count them in the same turn as the call',
    needs: ['clone'],
  }),
  'EXPLORE-05': describeRule('EXPLORE-05', {
    virtualOnly: 'it would be uncertain whether a deadline had passed',
    title: 'whenever shutdownWithin() or shutdownWith() land, their promises hold',
    hint: 'set the deadline and store the cleanup in the same turn as the call, before any await',
    needs: [],
  }),
  'EXPLORE-06': describeRule('EXPLORE-06', {
    virtualOnly: 'no host is in memory',
    title:
      'whenever a host fails or recovers, with or without shutdown() or drop, the promises hold',
    hint: 'check the state again after a request has failed or a connection has closed, before retrying anything',
    needs: ['network'],
  }),
  'EXPLORE-07': describeRule('EXPLORE-07', {
    virtualOnly: 'one call is tried at a time',
    title: 'whenever three or more calls land, on any live handles, their promises hold',
    hint: 'keep what has happened in one shared state that every handle reads, never in a handle',
    needs: [],
  }),
  'EXPLORE-08': describeRule('EXPLORE-08', {
    virtualOnly: 'the moments of a start cannot be chosen',
    title:
      'whenever shutdown(), drop or a second start() land during start(), and when it fails or hangs, the promises of START hold',
    hint: 'check the stop flag again after every await in the start, and in the turn in which it sets a timer or opens a resource',
    needs: ['twoPhases'],
  }),
}

function describeRule(
  id: ExploreRuleId,
  words: Pick<RuleInfo, 'title' | 'hint' | 'needs' | 'virtualOnly'>,
): RuleInfo {
  return { id, level: 'MUST', ...words }
}
