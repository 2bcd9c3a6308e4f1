// explore/ calls shutdown(), drop and clone() at every moment of a manager's life and finds the shortest plan that
// breaks something. plan/ decides what to try, run/ runs one schedule, judge/ says what it broke.

import { real } from '../platform/real-time.ts'
import { Lab } from '../trial/lab.ts'
import { RuleFailure } from '../model/rule-failure.ts'
import { kit00 } from '../trial/rules/kit-00.ts'
import { verifySubject } from '../rig/verify-subject.ts'
import { enqueue } from '../rig/one-process.ts'
import { type BoundaryMode, findBoundaryMode } from '../platform/promise-hooks.ts'
import { type ExploreOptions, verifyExploreOptions } from './explore-options.ts'
import type { ExploreReport, SpaceResult } from './explore-report.ts'
import { NotExplorable } from './explore-error.ts'
import { Exploration } from './exploration.ts'
import { RealExploration } from './real/real-exploration.ts'
import { readReplayRule } from './real/real-token.ts'
import { searchSeeds } from './search-seeds.ts'
import { createMisfit } from './plan/replay-token.ts'
import { createOwnSpaces } from './plan/own-spaces.ts'
import { findSpace, type FoundSpace } from './plan/space.ts'
import type { Limits } from './limits.ts'
import { EXPLORE_RULES, exploreRules, type ExploreRuleId } from './explore-rules.ts'
import { findExecutionId } from '../platform/async-context.ts'
import { findAsyncWrap } from '../platform/async-wrap.ts'
import { SwitchedHook } from '../platform/switched-hook.ts'
import type { Pace } from './run/world.ts'

/**
 * Performs `shutdown()`, drop, `clone()` and other operations on fresh managers of a subject, at every
 * timer, immediate, await, microtask and tick: each operation alone, and every pair.
 *
 * @returns the report; a subject that breaks a promise is a result, not an error
 * @throws {SubjectError} (rejects) when `subject` is not one
 * @throws {TypeError} (rejects) when an option is wrong
 * @throws {ReplayError} (rejects) when `replay` is not a token, or is stale
 * @throws {ClockError} (rejects) when other fake timers are installed
 *
 * @example
 * ```ts
 * const report = await explore(subject, { budgetMs: 3000 })
 * console.log(formatExploration(report))
 * ```
 */
export async function explore(
  subject: unknown,
  options: ExploreOptions = {},
): Promise<ExploreReport> {
  const verified = verifySubject(subject)
  verifyExploreOptions(options)
  return enqueue(async () => {
    const startMs = real.performanceNow()
    const lab = new Lab(verified, undefined, options.seed)
    const report: ExploreReport = {
      schema: 1,
      subject: verified.name,
      verdict: 'holds',
      seed: lab.seed,
      coverage: { covered: 0, total: 0, boundaries: 0 },
      spaces: [],
      notes: [],
      durationMs: 0,
    }
    try {
      await kit00.check(lab)
      const exploration = lab.isReal ? new RealExploration(lab) : new Exploration(lab)
      if (exploration instanceof Exploration)
        report.notes = await findNotes(findBoundaryMode(), await exploration.findPace())
      for await (const result of exploreSpaces(exploration, options)) report.spaces.push(result)
    } catch (error) {
      if (!(error instanceof NotExplorable) && !(error instanceof RuleFailure)) throw error
      report.verdict = error instanceof NotExplorable ? error.verdict : 'refused'
      report.reason = error.message
    }
    if (report.spaces.some(({ status }) => status === 'broken')) report.verdict = 'broken'
    for (const { coverage } of report.spaces) {
      report.coverage.covered += coverage.covered
      report.coverage.total += coverage.total
      report.coverage.boundaries = Math.max(report.coverage.boundaries, coverage.boundaries)
    }
    report.durationMs = Math.round(real.performanceNow() - startMs)
    return report
  })
}

/** The time for all spaces of a subject, in real milliseconds. */
const BUDGET_MS = 10_000

async function* exploreSpaces(
  exploration: Exploration | RealExploration,
  options: ExploreOptions,
): AsyncGenerator<SpaceResult> {
  const { replay, operations, budgetMs, slice, onProgress } = options
  if (replay !== undefined) {
    yield await replayOne(exploration, replay)
    return
  }
  const { lab } = exploration
  const wanted = options.rules ?? EXPLORE_RULES
  const all =
    operations === undefined
      ? EXPLORE_RULES.filter((rule) => wanted.includes(rule)).map((rule) => ({
          rule,
          found: findOfferedSpace(lab, rule),
        }))
      : createOwnSpaces(lab, operations).map((space) => ({
          rule: space.rule,
          found: { kind: 'space', space } as const,
        }))
  const endMs = real.performanceNow() + (budgetMs ?? BUDGET_MS)
  let left = all.filter(({ found }) => found.kind === 'space').length
  for (const { rule, found } of all) {
    if (found.kind === 'refusal') {
      yield { rule, status: 'skipped', reason: found.reason, coverage: NONE, leftAside: [] }
      continue
    }
    // What one space does not use up is the others'.
    const share = Math.max(1, (endMs - real.performanceNow()) / left)
    left -= 1
    const limits: Limits = {
      budgetMs: share,
      goesDeep: budgetMs !== undefined || operations !== undefined,
      ...(slice === undefined ? {} : { slice }),
      ...(onProgress === undefined
        ? {}
        : { onProgress: (coverage) => onProgress({ ...coverage, rule }) }),
    }
    yield await (exploration instanceof RealExploration
      ? exploration.search(found.space, limits)
      : searchSeeds(exploration, found.space, limits))
  }
}

/** The space of a rule, where it can be explored in the time of the subject. */
function findOfferedSpace(lab: Lab, rule: ExploreRuleId): FoundSpace {
  const { virtualOnly } = exploreRules[rule]
  return lab.isReal && virtualOnly !== undefined
    ? { kind: 'refusal', reason: `in real time ${virtualOnly}` }
    : findSpace(lab.seen, rule)
}

const NONE = { covered: 0, total: 0, boundaries: 0 }

async function replayOne(
  exploration: Exploration | RealExploration,
  token: string,
): Promise<SpaceResult> {
  const rule = readReplayRule(token)
  const { seen, subject } = exploration.lab
  const found = findSpace(seen, rule)
  if (found.kind === 'refusal') throw createMisfit(subject.name, token, found.reason)
  const result = await exploration.replayToken(found.space, token)
  const status = result.failure === undefined ? 'holds' : 'broken'
  return { rule, status, leftAside: [], ...result }
}

/** Explains in sentences why an exploration is coarser or slower than it could be. */
async function findNotes(boundaryMode: BoundaryMode, pace: Pace): Promise<string[]> {
  const notes: string[] = []
  if (boundaryMode === 'microtask-hops') {
    notes.push(
      'This runtime has no promise hooks: moments were found by counting microtasks, which is coarser.',
    )
  } else if (pace === 'in-turns') {
    notes.push(
      'The subject posts messages, so schedules ran in turns of the event loop, which is slower.',
    )
  }
  if (await areHooked()) {
    notes.push(
      'An async hook tracks every promise, as with `--detect-async-leaks`: exploring is many times slower. Turn it off for this file.',
    )
  }
  return notes
}

/** Whether somebody's async hook tracks promises: then their continuations have ids. */
async function areHooked(): Promise<boolean> {
  const id = await Promise.resolve().then(() => findExecutionId())
  if (id === 0) return false
  // They have ids beside the guard, too, whose hooks look at no promise and cost next to nothing.
  const wrap = findAsyncWrap()
  return wrap === undefined || SwitchedHook.areOthersEnabled(wrap)
}
