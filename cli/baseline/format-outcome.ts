import type { BaselineEntry } from '../../harness/guard/baseline.ts'
import { describeEntry } from '../../harness/guard/format-fixed.ts'
import { formatFrame } from '../../harness/stack/stack-frame.ts'
import { HANDLE_KINDS } from '../../harness/guard/handle-kinds.ts'
import type { BaselineMerge, FoundLeak, RemovalReason } from '../../harness/guard/merge-baseline.ts'
import { toReadablePath } from '../../harness/text/relative-path.ts'

/** What a run made of one baseline file. */
export interface BaselineOutcome {
  /** Absolute. */
  path: string
  merge: BaselineMerge
  /** Whether there was no such file before. */
  isNew: boolean
  /** Whether the guard of every test file reads it. */
  isConfigured: boolean
}

interface OutcomeOptions {
  directory: string
  check: boolean
}

const REASONS: Readonly<Record<RemovalReason, string>> = {
  fixed: 'gone',
  'test-gone': 'there is no such test any more',
  'file-gone': 'there is no such file any more',
}

/** Whether there is nothing left to do about the file: for `--check`, that it is as it would be written. */
export function isUpToDate({ merge }: BaselineOutcome, check: boolean): boolean {
  const { refused, removed, lowered } = merge
  return refused.length === 0 && (!check || (removed.length === 0 && lowered.length === 0))
}

/** Writes what became of a baseline file: what is in it by kind and by file, what left, what is new. */
export function formatOutcome(outcome: BaselineOutcome, options: OutcomeOptions): string {
  const { merge, isNew } = outcome
  if (isNew && merge.leaks.length === 0 && merge.refused.length === 0) {
    return 'No test leaves anything open: no baseline is needed.'
  }
  return [
    formatHead(outcome, options),
    formatContent(merge.leaks),
    formatRemoved(merge),
    formatRefused(outcome, options),
    formatNextStep(outcome, options),
  ]
    .filter((block) => block !== '')
    .join('\n\n')
}

function formatHead(outcome: BaselineOutcome, { directory, check }: OutcomeOptions): string {
  const { merge, path, isNew } = outcome
  const name = toReadablePath(path, directory)
  if (check) {
    if (isUpToDate(outcome, true)) return `${name} is up to date: ${countLeaks(merge.leaks)}.`
    if (isNew) return `${name} does not exist.`
    const isStale = merge.removed.length + merge.lowered.length > 0
    return `${name} is not up to date${isStale ? ': run `vitest-shutdown baseline`, which takes out what is gone' : ''}.`
  }
  const changes = [
    { count: merge.added.length, word: 'added' },
    { count: merge.removed.length, word: 'removed' },
    { count: merge.lowered.length, word: 'lowered' },
    { count: merge.unproven.length, word: 'kept without having run to the end' },
  ]
    .filter(({ count }) => count > 0)
    .map(({ count, word }) => `${count} ${word}`)
  const what = isNew || changes.length === 0 ? '' : ` Entries: ${changes.join(', ')}.`
  return `Wrote ${name}: ${countLeaks(merge.leaks)}.${what}`
}

function countLeaks(leaks: readonly BaselineEntry[]): string {
  const files = new Set(leaks.map(({ file }) => file)).size
  const count = sum(leaks)
  if (count === 0) return 'no leaks'
  return `${count} ${count === 1 ? 'leak' : 'leaks'} in ${files} test ${files === 1 ? 'file' : 'files'}`
}

/** The most frequent first: of kinds in one line, of files in one line each. */
function formatContent(leaks: readonly BaselineEntry[]): string {
  if (leaks.length === 0) return ''
  const kinds = groupBy(leaks, ({ kind }) => kind).map(([, ofKind]) => {
    const count = sum(ofKind)
    const { name, plural } = HANDLE_KINDS[ofKind[0].kind]
    return `${count} ${count === 1 ? name : plural}`
  })
  const files = groupBy(leaks, ({ file }) => file)
  const width = String(sum(files[0]?.[1] ?? [])).length
  const lines = files.map(([file, ofFile]) => `  ${String(sum(ofFile)).padStart(width)}  ${file}`)
  return [`  ${kinds.join(', ')}`, '', ...lines].join('\n')
}

function formatRemoved({ removed, lowered }: BaselineMerge): string {
  return [
    ...removed.map(
      ({ entry, reason }) => `  - ${entry.file}: ${describeEntry(entry)} (${REASONS[reason]})`,
    ),
    ...lowered.map(
      ({ entry, from }) => `  - ${entry.file}: ${describeEntry(entry)} (it was ${from})`,
    ),
  ].join('\n')
}

function formatRefused(
  { merge: { refused }, isNew }: BaselineOutcome,
  { directory, check }: OutcomeOptions,
): string {
  if (refused.length === 0) return ''
  const [are, them] = refused.length === 1 ? ['leak is', 'it'] : ['leaks are', 'them']
  const add = check && isNew ? 'vitest-shutdown baseline' : 'vitest-shutdown baseline --add'
  return [
    `${refused.length} ${are} new, and not in the baseline. Mend ${them}, or let ${them} in with \`${add}\`:`,
    ...refused.map((leak) => formatFound(leak, directory)),
  ].join('\n')
}

function formatFound({ entry, example, listed }: FoundLeak, directory: string): string {
  const { source: _source, ...place } = entry
  const frame = example.frames.find((candidate) => candidate.package === undefined)
  const nearest = frame ?? example.frames[0]
  const at = nearest === undefined ? '' : `, at ${formatFrame(nearest, directory)}`
  const known = listed === undefined ? '' : ` (${listed} in the baseline)`
  return `  + ${entry.file}: ${describeEntry(place)}${at}${known}`
}

function formatNextStep(
  { merge, path, isConfigured }: BaselineOutcome,
  { directory, check }: OutcomeOptions,
): string {
  if (check) return ''
  const name = toReadablePath(path, directory)
  if (merge.leaks.length === 0) {
    return `Delete ${name}, and \`baseline\` from configureGuard(): there is nothing left to adopt.`
  }
  if (isConfigured) return ''
  return [
    'For the guard to read it, write in a setup file of your own:',
    '',
    "  import { configureGuard } from 'vitest-shutdown'",
    '',
    `  configureGuard({ baseline: '${name}' })`,
  ].join('\n')
}

function sum(leaks: readonly BaselineEntry[]): number {
  return leaks.reduce((total, { count }) => total + count, 0)
}

/** Groups entries, those with the most leaks first, then by name. */
function groupBy(
  leaks: readonly BaselineEntry[],
  findName: (entry: BaselineEntry) => string,
): [string, [BaselineEntry, ...BaselineEntry[]]][] {
  const groups = new Map<string, [BaselineEntry, ...BaselineEntry[]]>()
  for (const entry of leaks) {
    const group = groups.get(findName(entry))
    if (group === undefined) groups.set(findName(entry), [entry])
    else group.push(entry)
  }
  return [...groups].toSorted(
    ([nameA, a], [nameB, b]) => sum(b) - sum(a) || (nameA < nameB ? -1 : 1),
  )
}

/** Writes what is to be said besides the outcome of `baseline`, or nothing. */
export function formatWarnings({
  exitCode,
  unusedIgnores,
  isLimited,
}: {
  /** Of Vitest. */
  exitCode: number
  unusedIgnores: readonly string[]
  isLimited: boolean
}): string {
  const warnings: string[] = []
  if (exitCode !== 0) {
    warnings.push(
      `warning: Vitest ended with exit code ${exitCode}. What failing tests did not reach was not recorded, their entries are kept as they are, and ignores are not judged.`,
    )
  }
  if (unusedIgnores.length > 0 && isLimited) {
    warnings.push(
      'note: ignores of setup files are not judged: the arguments for Vitest may leave out tests.',
    )
  } else if (unusedIgnores.length > 0) {
    const [matched, them] =
      unusedIgnores.length === 1
        ? ['an ignore of a setup file', 'it']
        : [`${unusedIgnores.length} ignores of setup files`, 'them']
    warnings.push(
      `warning: ${matched} matched nothing in the whole run; remove ${them}:`,
      ...unusedIgnores.map((ignore) => `  ${ignore}`),
    )
  }
  return warnings.join('\n')
}
