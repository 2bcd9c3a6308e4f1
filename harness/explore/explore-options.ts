import { checkPositive } from '../text/verify.ts'
import { checkSeed } from '../model/seed.ts'
import type { RuleCoverage } from '../model/report.ts'
import type { RuleId } from '../model/rule-info.ts'
import type { ExploreCoverage } from './explore-report.ts'
import { EXPLORE_RULES, type ExploreRuleId } from './explore-rules.ts'
import { type OperationText, parseOperation } from './plan/plan-text.ts'

/** A part of a space: every `count`th moment for the first operation, beginning with number `index`. */
export interface Slice {
  /** 0 <= `index` < `count`. */
  readonly index: number
  readonly count: number
}

/** How to explore a subject. */
export interface ExploreOptions {
  /** Only the spaces of these rules. Default: all that the subject can do. */
  rules?: readonly ExploreRuleId[]
  /** Only these: each alone, `['shutdown']`, or up to eight in this order, `['shutdown', 'drop']`. */
  operations?: readonly (readonly OperationText[])[]
  /**
   * Real milliseconds for all of it, > 0. Plans of one operation come first, then pairs, the closest
   * first. Default: 10,000.
   */
  budgetMs?: number
  /** A part of each space: every `count`th moment of the first operation. Default: all. */
  slice?: Slice
  /**
   * What everything random begins with in every schedule, a whole number >= 0. Where the subject asks
   * for random numbers, the two after it are tried too. Default: 1.
   */
  seed?: number
  /** Runs the one schedule that the token of a failure stands for. */
  replay?: string
  /** Told some times a second how far it has come. */
  onProgress?(this: void, coverage: ExploreCoverage & { rule: ExploreRuleId }): void
}

/** How far a rule that explores has come. */
export interface ExploreProgress extends RuleCoverage {
  rule: RuleId
  /** Real milliseconds since it began. */
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
