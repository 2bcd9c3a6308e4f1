/**
 * Writes rule ids in short, neighbours of one area as a range.
 *
 * @example
 * ```ts
 * listRuleIds(['TIME-01', 'TIME-02', 'TIME-03', 'LOG-01']) // => 'TIME-01…03, LOG-01'
 * ```
 */
export function listRuleIds(ids: readonly string[]): string {
  const runs: { area: string; first: string; last: string }[] = []
  for (const id of ids) {
    const dash = id.lastIndexOf('-')
    const area = id.slice(0, dash)
    const number = id.slice(dash + 1)
    const run = runs.at(-1)
    if (run?.area === area && Number(run.last) + 1 === Number(number)) run.last = number
    else runs.push({ area, first: number, last: number })
  }
  return runs
    .map(({ area, first, last }) => {
      if (first === last) return `${area}-${first}`
      return `${area}-${first}${Number(last) - Number(first) === 1 ? ', ' : '…'}${last}`
    })
    .join(', ')
}
