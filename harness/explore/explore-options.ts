import { checkPositive } from '../text/verify.ts'
import { checkSeed } from '../model/seed.ts'
import type { RuleCoverage } from '../model/report.ts'
import type { RuleId } from '../model/rule-info.ts'
import type { ExploreCoverage } from './explore-report.ts'
import { EXPLORE_RULES, type ExploreRuleId } from './explore-rules.ts'
import { type OperationText, parseOperation } from './plan/plan-text.ts'

/** A part of a space: every `count`th moment for the first operation, starting with number `index`. */
export interface Slice {
  /** 0 <= `index` < `count`. */
  readonly index: number
  readonly count: number
}

/** Options of `explore()` and `assertExploration()`. */
export interface ExploreOptions {
  /** Only the spaces of these rules. Default: all that apply to the subject. */
  rules?: readonly ExploreRuleId[]
  /**
   * Only these operations: one alone, `['shutdown']`, or up to eight in this order, `['shutdown',
   * 'drop']`. Default: those of each rule, alone and in pairs.
   */
  operations?: readonly (readonly OperationText[])[]
  /**
   * The time for the whole exploration, in real milliseconds, > 0. Single operations come first, then
   * pairs, the closest first. Default: 10,000.
   */
  budgetMs?: number
  /** A part of each space: every `count`th moment of the first operation. Default: all. */
  slice?: Slice
  /**
   * The seed of all randomness in every schedule, an integer >= 0. If the subject uses random numbers,
   * the next two seeds are tried too. Default: 1.
   */
  seed?: number
  /** A replay token from a failure. Runs only that schedule. */
  replay?: string
  /** Called several times a second with the progress. */
  onProgress?(this: void, coverage: ExploreCoverage & { rule: ExploreRuleId }): void
}

/** The progress of a rule that explores. */
export interface ExploreProgress extends RuleCoverage {
  rule: RuleId
  /** Real milliseconds since the rule began. */
  elapsedMs: number
}

/** Where a subject comes from, for the tests that are written about it. */
export interface SubjectSource {
  /** The file whose default export it is, with `/` between folders. */
  readonly module: string
  /** Its place there, where the module exports an array. */
  readonly index?: number
}

/** @throws {TypeError} for the first option that is wrong */
export function verifyExploreOptions(options: ExploreOptions): void {
  const { rules, operations, budgetMs, seed, slice } = options
  for (const rule of rules ?? []) {
    if (!(EXPLORE_RULES as readonly string[]).includes(rule)) {
      throw new TypeError(
        `Expected \`rules\` to hold some of ${EXPLORE_RULES.join(', ')}, got ${JSON.stringify(rule)}`,
      )
    }
  }
  for (const plan of operations ?? []) verifyPlan(plan)
  if (budgetMs !== undefined) checkPositive('budgetMs', budgetMs)
  if (seed !== undefined) checkSeed(seed)
  if (slice === undefined) return
  const { index, count } = slice
  if (
    Number.isInteger(count) &&
    Number.isInteger(index) &&
    count > 0 &&
    index >= 0 &&
    index < count
  )
    return
  throw new TypeError(
    `Expected \`slice\` to have a whole \`count\` > 0 and an \`index\` from 0 to \`count\` - 1, got ${JSON.stringify(slice)}`,
  )
}

/** As many as a replay token holds. */
const MAX_OPERATIONS = 8

function verifyPlan(plan: unknown): void {
  const isList = Array.isArray(plan) && plan.length >= 1 && plan.length <= MAX_OPERATIONS
  if (!isList) {
    throw new TypeError(
      `Expected each of \`operations\` to be one operation, or up to ${MAX_OPERATIONS}, such as ['shutdown', 'drop'], got ${JSON.stringify(plan)}`,
    )
  }
  for (const text of plan as unknown[]) parseOperation(text, 'operations')
}
