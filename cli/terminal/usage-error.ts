import { findClosest } from '../../harness/text/verify.ts'

/** Something the user can put right: printed as one message, without a stack, exit code 2. */
export class UsageError extends Error {
  override name = 'UsageError'
}

/** Writes ` Did you mean …?`, or nothing where no candidate is near enough to be a misspelling. */
export function suggest(word: string, candidates: readonly string[], prefix = ''): string {
  const closest = findClosest(word, candidates)
  return closest === undefined ? '' : ` Did you mean \`${prefix}${closest}\`?`
}
