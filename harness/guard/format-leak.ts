import { formatFrame } from '../stack/stack-frame.ts'
import { toReadablePath } from '../text/relative-path.ts'
import { toPlainText } from '../text/wrap-text.ts'
import { HANDLE_KINDS } from './handle-kinds.ts'
import type { LeakFrame, Leak } from './leak.ts'
import { adviseHow, findUsedPackage } from './used-package.ts'

/** What was made of a leak, as far as a message says it. */
export interface FormatLeakOptions {
  /** Whether it only warns: the text begins with `warning:`. Default `false`. */
  isWarning?: boolean
  /** What became of the handle; absent while nothing was done about it. */
  closing?: 'closed' | 'failed' | 'fired'
  /** What paths are written relative to. Default the working directory. */
  directory?: string
}

/**
 * Writes a leak as plain text: what is open after what, the call chain that opened it, what was done
 * about it, and the next action.
 */
export function formatLeak(leak: Leak, options: FormatLeakOptions = {}): string {
  const { isWarning = false, closing, directory = process.cwd() } = options
  const lines = [
    `${isWarning ? 'warning: ' : ''}[LEAK] ${formatTitle(leak, directory)}`,
    ...[
      ...formatFrames(leak.frames, { start: HANDLE_KINDS[leak.kind].start, directory }),
      ...formatClue(leak, directory),
      ...formatAttempt(leak),
      ...formatLingering(leak),
      ...formatClosing(leak, closing),
      formatHint(leak),
    ].map((line) => `  ${line}`),
  ]
  return lines.map(toPlainText).join('\n')
}

/** Ports, process ids and descriptors: no two handles have the same. */
const NUMBERS = /(:|\bpid |\bdescriptor )\d+/g

/**
 * Writes what leaks of one cause have in common, whichever test left them open: the same text for
 * all of them. The way to the line is each leak's own.
 */
export function formatCause(leak: Leak, options: FormatLeakOptions = {}): string {
  if (leak.scope.level !== 'test') return formatLeak(leak, options)
  const { file } = leak.scope
  const text = formatLeak(
    {
      ...leak,
      description: leak.description.replace(NUMBERS, '$1…'),
      frames: findSite(leak.frames),
      scope: { level: 'test', file, test: '' },
      count: 1,
    },
    options,
  )
  return text.replace('the test ""', 'its test')
}

/** The frames as far as the line that the user can change, or all where there is none. */
export function findSite(frames: readonly LeakFrame[]): readonly LeakFrame[] {
  const own = frames.findIndex((frame) => frame.package === undefined)
  return own < 0 ? frames : frames.slice(0, own + 1)
}

/** The first line, without its mark: what is open, after what. */
export function formatTitle(leak: Leak, directory: string): string {
  const { description, count = 1, kind, scope } = leak
  const what = count === 1 ? description : `${description}, and ${count - 1} more like it,`
  const { state, start } = HANDLE_KINDS[kind]
  const [is, was] = count === 1 ? ['is', 'was'] : ['are', 'were']
  if (scope.level === 'test') {
    const test = `the test "${scope.test}"`
    if (leak.circumstance === 'timed-out') return `${what} ${was} ${state} when ${test} timed out`
    if (leak.circumstance === 'opened-late') {
      return `${what} ${was} ${start} after ${test} had ended, by work that it started`
    }
    const late = leak.circumstance === 'deferred' ? ' and after every afterAll of its file' : ''
    return `${what} ${is} still ${state} after ${test}${late}`
  }
  const file = toReadablePath(scope.file, directory)
  if (scope.level === 'file') {
    return `${what} ${is} still ${state} at the end of ${file}; ${start} when that file was imported`
  }
  const place = scope.suite === undefined ? file : `the suite "${scope.suite}"`
  const source =
    scope.fixture === undefined ? (scope.hook ?? 'hooks') : `fixture "${scope.fixture}"`
  return `${what} ${is} still ${state} at the end of ${place}; ${start} in its ${source}`
}

/** In other words than the line itself has, which it is not. */
function formatClue({ clue, count = 1 }: Leak, directory: string): string[] {
  if (clue === undefined) return []
  const { name, start } = HANDLE_KINDS[clue.kind]
  const goes = count === 1 ? 'it goes' : 'they go'
  return [
    `Clue: ${goes} back to the ${name} that was ${start} at ${formatFrame(clue.frame, directory)}.`,
  ]
}

function formatAttempt({ scope }: Leak): string[] {
  if (scope.level !== 'test' || scope.attempt === undefined) return []
  const of = scope.attempts === undefined ? '' : ` of ${scope.attempts}`
  return [`in attempt ${scope.attempt}${of}`]
}

function formatLingering({ kind, isReferenced }: Leak): string[] {
  const { lingers } = HANDLE_KINDS[kind]
  if (isReferenced || lingers === undefined) return []
  return [`It does not keep the process alive, but it ${lingers}.`]
}

function formatClosing(leak: Leak, closing: 'closed' | 'failed' | 'fired' | undefined): string[] {
  const { kind, count = 1, scope, circumstance } = leak
  const { end } = HANDLE_KINDS[kind]
  if (closing === undefined || end === undefined) return []
  const [it, has] = count === 1 ? ['It', 'has'] : ['They', 'have']
  if (closing === 'fired') return [`${it} ${has} fired since, while the guard waited.`]
  if (closing === 'failed') {
    return [`${it} could not be ${end}: it may cause failures in later tests.`]
  }
  const isNextATest = scope.level === 'test' && circumstance !== 'deferred'
  return [`${it} ${has} been ${end}${isNextATest ? ', so the next test starts clean' : ''}.`]
}

/** A chain is seldom longer; of one that is, the middle helps nobody. */
const MOST_FRAMES = 5

/**
 * Writes the call chain, the user's own line first: where a handle was opened, from where that was
 * called, and inside which package it happened.
 *
 * @param start how such a handle comes about: `opened`
 */
function formatFrames(
  frames: readonly LeakFrame[],
  { start, directory }: { start: string; directory: string },
): string[] {
  const [nearest] = frames
  if (nearest === undefined) return [`the line where it was ${start} is not known`]
  const own = frames.filter((frame) => frame.package === undefined)
  const inside =
    nearest.package === undefined
      ? []
      : [`inside the package ${nearest.package}, at ${formatFrame(nearest, directory)}`]
  if (own.length === 0) return [`${start} ${inside.join('')}; no line of your own code is known`]
  const shown = own.slice(0, MOST_FRAMES).map((frame, index) => {
    const lead = index === 0 ? `${start} at` : 'from'.padStart(start.length + ' at'.length)
    return `${lead} ${formatFrame(frame, directory)}`
  })
  const rest = own.length - shown.length
  return [...shown, ...(rest === 0 ? [] : [`… and ${rest} more`]), ...inside]
}

/** Writes the next action: where and how to close the handle, and how to keep it on purpose. */
function formatHint(leak: Leak): string {
  return `Hint: ${leak.kind === 'promise' ? `${leak.remedy}. ${adviseToKeep(leak)}` : adviseToClose(leak)}`
}

function adviseToClose(leak: Leak): string {
  const close = adviseHow(leak.remedy, findUsedPackage(leak.frames))
  const keep = adviseToKeep(leak)
  if (leak.scope.level === 'file') {
    return `open it where it is used, not on import; or, in afterAll, ${close}. ${keep}`
  }
  if (leak.scope.level === 'hook') {
    const place = leak.scope.fixture === undefined ? 'afterAll' : 'the fixture, once it was used'
    return `in ${place}, ${close}. ${keep}`
  }
  if (leak.circumstance === 'timed-out') {
    return `fix the timeout first: cleanup at the end of the test never ran. afterEach and onTestFinished do run: there, ${close}.`
  }
  if (leak.circumstance === 'opened-late') {
    return `await that work in the test, or stop it before the test ends, and ${close}. ${keep}`
  }
  const last = leak.circumstance === 'deferred' ? 'afterAll' : 'onTestFinished'
  return `in the test, afterEach or ${last}, ${close}. ${keep}`
}

function adviseToKeep({ kind, frames }: Leak): string {
  const used = findUsedPackage(frames)
  if (used !== undefined) {
    return `To leave it open, ignore it: { package: '${used}', reason: '…' }.`
  }
  const { argument } = HANDLE_KINDS[kind]
  return argument === undefined
    ? 'To leave it open, name it in `ignore` of configureGuard(), with a reason.'
    : `To keep it open, call keep(${argument}).`
}
