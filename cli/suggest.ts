import { findClosest } from '../harness/text/find-closest.ts'

/** Writes ` Did you mean …?`, or nothing where no candidate is near enough to be a misspelling. */
export function suggest(word: string, candidates: readonly string[], prefix = ''): string {
  const closest = findClosest(word, candidates)
  return closest === undefined ? '' : ` Did you mean \`${prefix}${closest}\`?`
}
