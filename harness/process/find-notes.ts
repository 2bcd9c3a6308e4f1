import { maskNumbers } from '../text/mask-numbers.ts'
import type { TimedRecord } from './child-record.ts'
import { isSuccess } from './describe-run.ts'
import { type EndWay, describeWay } from './end-way.ts'
import type { ProbeRun } from './probe-report.ts'

/** What the first run of a way to end has shown. */
interface Shown {
  run: ProbeRun
  records: readonly TimedRecord[]
  /** How many records there were when the process was told to end. */
  toldAt: number
}

interface NoteOptions {
  signal: NodeJS.Signals
  way: EndWay
  readyWhen?: string | undefined
  completeWhen?: string | undefined
}

type Line = Extract<TimedRecord, { type: 'line' }>

/** Finds what a reader should know of a run that an option would have made more telling. */
export function findNotes(shown: Shown, options: NoteOptions): string[] {
  return [describeStart(shown, options), describeCut(shown, options)].filter(
    (note) => note !== undefined,
  )
}

/** How a program says that it is ready, */
const READY =
  /\b(?:ready|listening|started|running|connected|serving|online|booted|initiali[sz]ed)\b/i

/** and how it says something else with the same words. */
const NOT_READY =
  /\bsig[a-z]+\b|\bn[o']t\b|\b(?:no|shut|clos|stop|exit|end|drain|terminat|abort|quit)/i

/** Whether a program had opened a port, or had said that it was ready, when it was told to end. */
export function hasShownReady({ records, toldAt }: Pick<Shown, 'records' | 'toldAt'>): boolean {
  const before = records.slice(0, toldAt)
  return (
    before.some((record) => record.type === 'server' && record.state === 'opened') ||
    listLines(before).some(isReadyLine)
  )
}

function isReadyLine({ text }: Line): boolean {
  return READY.test(text) && !NOT_READY.test(text)
}

/** A program that was told to end too soon goes on with its start after that: it says that it is ready, or opens something. */
function describeStart(
  { run, records, toldAt }: Shown,
  { way, readyWhen }: NoteOptions,
): string | undefined {
  if (readyWhen !== undefined) return undefined
  const lines = listLines(records.slice(toldAt))
  const known = new Set(listLines(records.slice(0, toldAt)).map(({ text }) => maskNumbers(text)))
  const line = lines.find(
    (each) => each.nth === 0 && isReadyLine(each) && !known.has(maskNumbers(each.text)),
  )
  const came = `${describeWay(way)} may have come while it was still starting`
  if (line !== undefined) {
    const text = line.text.trim()
    return `${came}: it printed “${text}” after that. If it is ready only then, add \`--ready-when '${text}'\`.`
  }
  const late = run.holders?.find(({ isLate }) => isLate === true)
  if (late === undefined) return undefined
  const [place] = late.sites[0]?.split(' - ') ?? []
  const what = place === undefined ? late.what : `${late.what} (${place})`
  return `${came}: it opened this after that: ${what}. If it was not ready, name what it prints once it is with \`--ready-when TEXT\`.`
}

/**
 * A program that prints a line when it begins a job, and another when the job is done, shows that a job
 * was cut off where the last line of the first kind has none of the second.
 */
function describeCut(
  { run, records }: Shown,
  { signal, completeWhen }: NoteOptions,
): string | undefined {
  if (completeWhen !== undefined || run.isOverdue || run.exitCall?.isForced === true)
    return undefined
  if (run.exitCode !== 0 && !isSuccess(run, signal)) return undefined
  const kinds = groupLines(listLines(records))
  for (const [kind, begun] of kinds) {
    const last = begun.at(-1)
    if (last === undefined || begun.length < 2) continue
    for (const [other, done] of kinds) {
      if (other === kind || !isEndOf(done, begun) || done.some(isAbout(last))) continue
      const [first] = done
      const wanted = first?.text.replace(findNumber(first) ?? '', findNumber(last) ?? '').trim()
      return `It printed “${last.text.trim()}”, and ended without “${wanted}”. If that was work, name what it prints when all work is done with \`--complete-when TEXT\`.`
    }
  }
  return undefined
}

/** Lines that differ in nothing but numbers, and have some. */
function groupLines(lines: readonly Line[]): Map<string, Line[]> {
  const kinds = new Map<string, Line[]>()
  for (const line of lines) {
    const kind = maskNumbers(line.text).trim()
    if (findNumber(line) !== undefined) kinds.set(kind, [...(kinds.get(kind) ?? []), line])
  }
  return kinds
}

/** Whether lines tell the end of what others have told the beginning of: each of one that came before. */
function isEndOf(done: readonly Line[], begun: readonly Line[]): boolean {
  const [[one], [other]] = [done, begun]
  if (one === undefined || other === undefined || !sharesWord(one, other)) return false
  return done.every((line) => begun.some((each) => isAbout(line)(each) && each.t <= line.t))
}

function sharesWord(one: Line, other: Line): boolean {
  const words = new Set(one.text.toLowerCase().match(WORD))
  return (
    other.text
      .toLowerCase()
      .match(WORD)
      ?.some((word) => words.has(word)) ?? false
  )
}

const WORD = /[a-z]{3,}/g

/** Whether a line has the number of another. */
function isAbout(line: Line): (other: Line) => boolean {
  return (other) => findNumber(other) === findNumber(line)
}

function findNumber({ text }: Line): string | undefined {
  return /\d+/.exec(text)?.[0]
}

function listLines(records: readonly TimedRecord[]): Line[] {
  return records.filter((record) => record.type === 'line')
}
