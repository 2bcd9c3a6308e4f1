import { toPlainText } from '../text/wrap-text.ts'
import { formatFrames } from './format-frames.ts'
import { formatHint } from './format-hint.ts'
import { HANDLE_KINDS } from './handle-kinds.ts'
import type { Leak } from './leak.ts'
import { toReadablePath } from '../text/relative-path.ts'

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
      ...formatAttempt(leak),
      ...formatLingering(leak),
      ...formatClosing(leak, closing),
      formatHint(leak),
    ].map((line) => `  ${line}`),
  ]
  return lines.map(toPlainText).join('\n')
}

/** The first line, without its mark: what is open, after what. */
function formatTitle(leak: Leak, directory: string): string {
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
  const [it, was, has] = count === 1 ? ['It', 'was', 'has'] : ['They', 'were', 'have']
  if (closing === 'fired') return [`${it} ${has} fired since, while the guard waited.`]
  if (closing === 'failed') {
    return [`${it} could not be ${end}: what fails in later tests may come from here.`]
  }
  const isNextATest = scope.level === 'test' && circumstance !== 'deferred'
  return [`${it} ${was} ${end} now${isNextATest ? ', so that the next test starts clean' : ''}.`]
}
