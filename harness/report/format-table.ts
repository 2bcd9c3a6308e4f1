import { type FormatOptions, type Paint, createPaint } from './create-paint.ts'
import type { Report, RuleStatus } from '../model/report.ts'
import {
  formatCounts,
  formatLine,
  formatVerdict,
  nameSubject,
  paintVerdict,
} from './format-subject.ts'

/** The order of the columns; an area that is not named here follows them. */
const AREAS = [
  'STOP',
  'DROP',
  'CLONE',
  'WORK',
  'TIME',
  'CLEAN',
  'STATE',
  'LOG',
  'LEAK',
  'PROC',
  'EXPLORE',
]

interface Cell {
  plain: string
  painted: string
}

/**
 * Writes a table, subjects by areas: how many rules passed, failed (`✗`), were skipped (`–`), are
 * waived (`~`) or not run (`?`), and the verdict.
 *
 * Where the table is wider than the width, each subject takes one line of words instead.
 */
export function formatTable(reports: readonly Report[], options: FormatOptions): string {
  const paint = createPaint(options)
  const areas = findAreas(reports)
  const rows = [
    ['', ...areas, 'verdict'].map((text) => ({ plain: text, painted: paint.dim(text) })),
    ...reports.map((report) => [
      toCell(nameRow(report, reports), paint.bold),
      ...areas.map((area) => formatArea(report, area, paint)),
      toCell(formatVerdict(report), () => paintVerdict(report, paint)),
    ]),
  ]
  const columns = Array.from({ length: areas.length + 2 }, (_, column) =>
    Math.max(...rows.map((row) => row[column]?.plain.length ?? 0)),
  )
  const tableWidth = columns.reduce((sum, column) => sum + column + 2, -2)
  if (options.width !== undefined && tableWidth > options.width) {
    return formatLines(reports, options)
  }
  return rows
    .map((row) =>
      row
        .map(
          (cell, column) => cell.painted + ' '.repeat((columns[column] ?? 0) - cell.plain.length),
        )
        .join('  ')
        .trimEnd(),
    )
    .concat(paint.dim(formatLegend(reports)))
    .join('\n')
}

/** Without the module, which takes much room, unless two subjects bear the same name. */
function nameRow(report: Report, reports: readonly Report[]): string {
  const isUnique = reports.every(
    (other) => other === report || nameSubject(other, false) !== nameSubject(report, false),
  )
  return nameSubject(report, !isUnique)
}

/** Writes one line of words per subject: `Heartbeat (heartbeat.ts): conforms: 58 rules passed, 9 skipped`. */
export function formatLines(reports: readonly Report[], options: FormatOptions): string {
  return reports.map((report) => formatLine(report, formatCounts(report), options)).join('\n')
}

/** The areas of which a rule was more than skipped, on some subject. */
function findAreas(reports: readonly Report[]): string[] {
  const judged = reports
    .filter(({ verdict }) => verdict !== 'unusable')
    .flatMap(({ rules }) => rules.filter(({ status }) => status !== 'skip'))
  const found = new Set(judged.map((rule) => areaOf(rule.id)))
  // KIT decides whether the subject can be checked at all: it is the verdict, not a column.
  found.delete('KIT')
  const known = AREAS.filter((area) => found.delete(area))
  return [...known, ...found]
}

function areaOf(id: string): string {
  return id.slice(0, id.lastIndexOf('-'))
}

function toCell(plain: string, style: (text: string) => string): Cell {
  return { plain, painted: style(plain) }
}

function formatArea(report: Report, area: string, paint: Paint): Cell {
  // Of an unusable subject no rule was run: the verdict says it all.
  const rules =
    report.verdict === 'unusable' ? [] : report.rules.filter((rule) => areaOf(rule.id) === area)
  const count = (status: RuleStatus): number =>
    rules.filter((rule) => rule.status === status).length
  const isMustBroken = rules.some((rule) => rule.status === 'fail' && rule.level === 'MUST')
  const parts = [
    { figure: count('pass'), sign: '', style: paint.green },
    { figure: count('fail'), sign: '✗', style: isMustBroken ? paint.red : paint.yellow },
    { figure: count('waived'), sign: '~', style: paint.yellow },
    { figure: count('skip'), sign: '–', style: paint.dim },
    { figure: count('not-run'), sign: '?', style: paint.dim },
  ].filter((part) => part.figure > 0)
  return {
    plain: parts.map(({ figure, sign }) => `${sign}${figure}`).join(' '),
    painted: parts.map(({ figure, sign, style }) => style(`${sign}${figure}`)).join(' '),
  }
}

function formatLegend(reports: readonly Report[]): string {
  const areas = new Set(findAreas(reports))
  const has = (status: RuleStatus): boolean =>
    reports.some(
      ({ rules, verdict }) =>
        verdict !== 'unusable' &&
        rules.some((rule) => rule.status === status && areas.has(areaOf(rule.id))),
    )
  return [
    'numbers: rules passed',
    ...(has('fail') ? ['✗ failed'] : []),
    ...(has('waived') ? ['~ waived'] : []),
    ...(has('skip') ? ['– skipped'] : []),
    ...(has('not-run') ? ['? not run'] : []),
  ].join(', ')
}
