import type { ExploreValues } from './parse-arguments.ts'
import { UsageError } from './usage-error.ts'

/** What the rules that explore are told. */
export interface ExploreArguments {
  /** Real milliseconds for each rule that explores. */
  budgetMs?: number
  /** The token of the one schedule to run. */
  replay?: string
}

/**
 * Reads `--explore BUDGET_MS` and `--replay TOKEN`.
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
  if (budget !== undefined && replay !== undefined) {
    throw new UsageError(
      'Expected `--explore` or `--replay`, got both: a replay runs one schedule.',
    )
  }
  if (budget !== undefined) return { budgetMs: readBudget(budget) }
  if (replay === undefined) return {}
  if (only.length > 0) {
    throw new UsageError('Expected `--only` or `--replay`, got both: the token names its rule.')
  }
  if (replay === '') {
    throw new UsageError('Expected the token of a failure after `--replay`.')
  }
  // The engine is loaded only for who needs it: the command starts faster without.
  const { parseReplayToken } = await import('../harness/explore/plan/replay-token.ts')
  try {
    parseReplayToken(replay)
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
