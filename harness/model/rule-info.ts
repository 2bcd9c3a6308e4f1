import { suggestClosest } from '../text/verify.ts'

/** A broken MUST fails the subject; a broken SHOULD or MAY is only reported. */
export type Level = 'MUST' | 'SHOULD' | 'MAY'

/** Every rule, in the order of the catalogue. Never renumbered, never reused. */
export const RULE_IDS = [
  'KIT-00',
  'STOP-01',
  'STOP-02',
  'STOP-03',
  'STOP-04',
  'STOP-05',
  'STOP-06',
  'STOP-07',
  'STOP-08',
  'STOP-09',
  'STOP-10',
  'STOP-11',
  'STOP-12',
  'STOP-13',
  'STOP-14',
  'DROP-01',
  'DROP-02',
  'DROP-03',
  'DROP-04',
  'DROP-05',
  'DROP-06',
  'DROP-07',
  'DROP-08',
  'DROP-09',
  'DROP-10',
  'DROP-11',
  'DROP-12',
  'CLONE-01',
  'CLONE-02',
  'CLONE-03',
  'CLONE-04',
  'CLONE-05',
  'CLONE-06',
  'CLONE-07',
  'CLONE-08',
  'CLONE-09',
  'CLONE-10',
  'CLONE-11',
  'WORK-01',
  'WORK-02',
  'WORK-03',
  'WORK-04',
  'WORK-05',
  'WORK-06',
  'WORK-07',
  'WORK-08',
  'WORK-09',
  'WORK-10',
  'WORK-11',
  'TIME-01',
  'TIME-02',
  'TIME-03',
  'TIME-04',
  'TIME-05',
  'TIME-06',
  'TIME-07',
  'CLEAN-01',
  'CLEAN-02',
  'CLEAN-03',
  'CLEAN-04',
  'CLEAN-06',
  'CLEAN-05',
  'STATE-01',
  'STATE-02',
  'START-01',
  'START-02',
  'START-03',
  'START-04',
  'START-05',
  'ITEM-01',
  'ITEM-02',
  'ITEM-03',
  'ITEM-04',
  'NEED-01',
  'NEED-02',
  'NEED-03',
  'NET-01',
  'NET-02',
  'NET-03',
  'NET-04',
  'NET-05',
  'NET-06',
  'NET-07',
  'LOG-01',
  'LOG-02',
  'LEAK-01',
  'LEAK-02',
  'LEAK-03',
  'LEAK-04',
  'LEAK-06',
  'LEAK-05',
  'PROC-01',
  'PROC-02',
  'PROC-03',
  'PROC-04',
  'PROC-05',
  'PROC-06',
  'PROC-07',
  'PROC-08',
  'PROC-09',
  'EXPLORE-01',
  'EXPLORE-02',
  'EXPLORE-03',
  'EXPLORE-04',
  'EXPLORE-05',
  'EXPLORE-06',
  'EXPLORE-07',
  'EXPLORE-08',
] as const

/** A stable id such as `STOP-02`. */
export type RuleId = (typeof RULE_IDS)[number]

/** Whether a text is the id of a rule. */
export function isRuleId(text: string): text is RuleId {
  return (RULE_IDS as readonly string[]).includes(text)
}

/** The part of the pattern a rule belongs to: the letters of its id. */
export type Area = RuleId extends `${infer Letters}-${string}` ? Letters : never

/** Every {@link Area}, in the order of the catalogue. */
export const AREAS: readonly Area[] = [...new Set(RULE_IDS.map(findArea))]

/** Suggests a rule for an unknown id: `` did you mean `STOP-09`? ``. */
export function suggestRule(id: string): string {
  return suggestClosest(id, RULE_IDS) ?? 'the rules are listed by `vitest-shutdown rules`'
}

/** The area of a rule. */
export function findArea(id: RuleId): Area {
  return id.slice(0, id.indexOf('-')) as Area
}

/** Whether a text is the name of an area. */
export function isArea(text: string): text is Area {
  return (AREAS as readonly string[]).includes(text)
}

/** Something that a rule needs from the subject. Without it the rule is skipped, with the reason. */
export type Capability =
  | 'drop'
  | 'clone'
  | 'signal'
  | 'asyncDispose'
  | 'timeout'
  | 'cleanup'
  /** A method that starts work again: `start()`, `resume()`, … */
  | 'start'
  /** A start-up that takes time: `start`, or a `create` that returns a promise. */
  | 'startUp'
  /** A `start`: the manager is made first, and started then. */
  | 'twoPhases'
  | 'restart'
  | 'submit'
  | 'resource'
  /** Hosts that answer in memory. */
  | 'network'
  | 'callerSignal'
  /** A process that gets signals. */
  | 'signals'
  /** Real time. */
  | 'real'
  | 'worker'
  | 'gc'

/** A rule of the catalogue, without its check. */
export interface RuleInfo {
  readonly id: RuleId
  readonly level: Level
  /** What is required, in one sentence. */
  readonly title: string
  /** What to do next if it fails, in one sentence. */
  readonly hint: string
  readonly needs: readonly Capability[]
  /** Why it cannot be checked in real time, if so. Continues “in real time ”. */
  readonly virtualOnly?: string
}
