import { stripVTControlCharacters } from 'node:util'
import type { RuleResult } from '../model/report.ts'

/** Lines shown of what was printed: the last ones. */
const MAX_LINES = 8
/** Characters shown of each. */
const MAX_LENGTH = 160

/**
 * Writes what the subject printed in the trial that broke a rule, unless the timeline says it all.
 *
 * @returns lines
 */
export function formatOutput({
  output = '',
  timeline = [],
}: Pick<RuleResult, 'output' | 'timeline'>): string[] {
  const lines = stripVTControlCharacters(output)
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '')
  const isTold = (line: string): boolean => timeline.some(({ event }) => event.endsWith(line))
  if (lines.every(isTold)) return []
  const left = lines.length - MAX_LINES
  return [
    '  It printed:',
    ...(left > 0 ? [`    … ${left} ${left === 1 ? 'line' : 'lines'} before`] : []),
    ...lines.slice(-MAX_LINES).map((line) => `    ${cut(line)}`),
    '',
  ]
}

function cut(line: string): string {
  return line.length > MAX_LENGTH ? `${line.slice(0, MAX_LENGTH - 1)}…` : line
}
