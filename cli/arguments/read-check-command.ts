import { UsageError } from '../terminal/usage-error.ts'
import type { Profile } from '../../harness/model/subject.ts'
import { SEE_HELP } from './option-table.ts'
import { readReportFiles, type ReportFiles } from './report-files.ts'

/** What `check` is asked to do. */
export interface CheckCommand {
  name: 'check'
  modules: string[]
  /** As they were given, in capitals: none of them may exist. */
  only: string[]
  files: ReportFiles
  /** Instead of what the subjects say. */
  profile?: Profile
  isVerbose: boolean
  explore: ExploreValues
}

/** The values of the options of the rules that explore, and of what is random, as they were given. */
export interface ExploreValues {
  readonly explore: readonly string[]
  readonly replay: readonly string[]
  readonly seed: readonly string[]
}

/**
 * Reads the arguments of `check`.
 *
 * @param values what was given for an option, each time
 * @throws {UsageError} when there is no module, or a value is missing
 */
export function readCheckCommand(
  modules: readonly string[],
  values: (option: string) => string[],
  has: (option: string) => boolean,
): CheckCommand {
  const files = readReportFiles(values)
  if (modules.length === 0) {
    throw new UsageError(
      `Expected a module to check, such as \`vitest-shutdown check my-manager.ts\`. ${SEE_HELP}`,
    )
  }
  const ids = values('only')
    .flatMap((list) => list.split(','))
    .map((id) => id.trim().toUpperCase())
  if (ids.some((id) => id === '' || id.startsWith('--'))) {
    throw new UsageError('Expected rules or areas after `--only`, such as `--only STOP-03,DROP`.')
  }
  return {
    name: 'check',
    modules: [...new Set(modules)],
    only: [...new Set(ids)],
    files,
    isVerbose: has('verbose'),
    ...readProfile(values('profile').at(-1)),
    explore: { explore: values('explore'), replay: values('replay'), seed: values('seed') },
  }
}

/** Reads `--profile NAME`. @throws {UsageError} when there is no such profile */
function readProfile(given: string | undefined): { profile?: Profile } {
  if (given === undefined) return {}
  if (given === 'full' || given === 'graceful') return { profile: given }
  const got = given === '' ? '' : `, got \`${given}\``
  throw new UsageError(`Expected \`full\` or \`graceful\` after \`--profile\`${got}.`)
}

/** What the rules that explore are told, and what everything random begins with. */
export interface ExploreArguments {
  /** Real milliseconds for each rule that explores. */
  budgetMs?: number
  /** The token of the one schedule to run. */
  replay?: string
  /** A whole number >= 0. */
  seed?: number
}

/**
 * Reads `--explore BUDGET_MS`, `--replay TOKEN` and `--seed N`.
 *
 * @param only the rules that were asked for
 * @throws {UsageError} when a value is missing or none of the kind
 */
export async function readExploreArguments(
  values: ExploreValues,
  only: readonly string[],
): Promise<ExploreArguments> {
  const budget = values.explore.at(-1)
  const replay = values.replay.at(-1)
  const seed = values.seed.at(-1)
  const seeded = seed === undefined ? {} : { seed: readSeed(seed) }
  if (replay !== undefined && seed !== undefined) {
    throw new UsageError('Expected `--seed` or `--replay`, got both: the token names its seed.')
  }
  if (budget !== undefined && replay !== undefined) {
    throw new UsageError(
      'Expected `--explore` or `--replay`, got both: a replay runs one schedule.',
    )
  }
  if (budget !== undefined) return { budgetMs: readBudget(budget), ...seeded }
  if (replay === undefined) return seeded
  if (only.length > 0) {
    throw new UsageError('Expected `--only` or `--replay`, got both: the token names its rule.')
  }
  if (replay === '') {
    throw new UsageError('Expected the token of a failure after `--replay`.')
  }
  // The engine is loaded only for who needs it: the command starts faster without.
  const { readReplayRule } = await import('../../harness/explore/real/real-token.ts')
  try {
    readReplayRule(replay)
  } catch (error) {
    throw new UsageError(`${(error as Error).message}.`)
  }
  return { replay }
}

function readBudget(text: string): number {
  const ms = Number(text)
  if (text.trim() !== '' && Number.isFinite(ms) && ms > 0) return ms
  const got = text === '' ? '' : `, got \`${text}\``
  throw new UsageError(
    `Expected milliseconds > 0 after \`--explore\`, such as \`--explore 5000\`${got}.`,
  )
}

function readSeed(text: string): number {
  const seed = Number(text)
  if (/^\d+$/.test(text) && Number.isSafeInteger(seed)) return seed
  const got = text === '' ? '' : `, got \`${text}\``
  throw new UsageError(`Expected a whole number >= 0 after \`--seed\`, such as \`--seed 7\`${got}.`)
}
