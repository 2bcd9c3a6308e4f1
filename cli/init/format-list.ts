import { type FormatOptions, createPaint } from '../../harness/report/create-paint.ts'
import type { Listed, ProjectList } from './list-project.ts'

/** Writes the candidates of a project as a table, and how many of them have a subject. */
export function formatList({ entries, unreadable }: ProjectList, options: FormatOptions): string {
  const paint = createPaint(options)
  const skipped =
    unreadable.length === 0 ? [] : [`Not read, as they do not parse: ${unreadable.join(', ')}`]
  if (entries.length === 0) {
    return [
      'Nothing here starts a timer, loop, listener, server, socket or worker, or can be stopped.',
      ...skipped,
    ].join('\n')
  }
  const rows = entries.map((entry) => [
    entry.subject === undefined ? '–' : '✓',
    `${entry.file}:${entry.candidate.line}`,
    entry.candidate.name,
    entry.candidate.starts.join(', '),
    entry.candidate.stops.join(', '),
    describeState(entry),
  ])
  const head = ['', 'where', 'what', 'starts', 'stopped by', 'subject']
  const widths = head.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)),
  )
  const write = (row: readonly string[]): string =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd()
  const width = Math.max(...[head, ...rows].map((row) => write(row).length))
  const isWide = options.width !== undefined && width > options.width
  const lines = isWide
    ? entries.map((entry) => formatNarrow(entry))
    : [
        paint.dim(write(head)),
        ...rows.map((row, index) => paintRow(write(row), entries[index], paint)),
      ]
  return [...lines, '', formatSum(entries), ...skipped].join('\n')
}

function paintRow(
  line: string,
  entry: Listed | undefined,
  paint: ReturnType<typeof createPaint>,
): string {
  return entry?.subject === undefined ? line : paint.green(line)
}

function formatNarrow({ file, candidate, subject }: Listed): string {
  return `${subject === undefined ? '–' : '✓'} ${candidate.name} (${file}:${candidate.line})`
}

function describeState({ candidate, subject }: Listed): string {
  if (subject !== undefined) return subject
  return candidate.exported === undefined ? 'none, and not exported' : 'none'
}

function formatSum(entries: readonly Listed[]): string {
  const proved = entries.filter(({ subject }) => subject !== undefined).length
  const next = entries.find(
    ({ subject, candidate }) => subject === undefined && candidate.exported !== undefined,
  )
  const sum = `${proved} of ${entries.length} ${proved === 1 ? 'has' : 'have'} a subject.`
  return next === undefined ? sum : `${sum} Next: npx vitest-shutdown init ${next.file}`
}

/** Writes the same list for programs. */
export function formatListJson({ entries, unreadable }: ProjectList): string {
  const candidates = entries.map(({ file, candidate, subject }) => ({
    file,
    line: candidate.line,
    name: candidate.name,
    kind: candidate.kind,
    exported: candidate.exported ?? null,
    starts: candidate.starts,
    stops: candidate.stops,
    subject: subject ?? null,
  }))
  const proved = entries.filter(({ subject }) => subject !== undefined).length
  return JSON.stringify(
    { schema: 1, total: entries.length, withSubject: proved, candidates, unreadable },
    null,
    2,
  )
}
