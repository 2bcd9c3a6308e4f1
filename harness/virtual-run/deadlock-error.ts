import type { PendingTimer } from '../clock/clock.ts'
import { formatPlace, type HangDescription } from '../promises/describe-hang.ts'
import type { StackFrame } from '../stack/stack-frame.ts'

/** Why a run cannot end. */
export interface Standstill {
  /** The first line. */
  readonly title: string
  readonly hang?: HangDescription | undefined
  /** What goes round, where it is a chain of jobs. */
  readonly loop?: StackFrame | undefined
  /** The pending timers. */
  readonly timers: readonly PendingTimer[]
  /** The native timers that escaped the clock. */
  readonly escapes: readonly string[]
  /** Handles that are open and idle. */
  readonly open: readonly string[]
  /** What to do. */
  readonly hint: string
  /** Frames for the runner to point at, before the awaits. */
  readonly frames?: readonly StackFrame[]
}

/** Thrown if the body of a run awaits a promise that can never settle. */
export class DeadlockError extends Error {
  override readonly name: string = 'DeadlockError'

  /** @internal Only a run creates it. */
  constructor(standstill: Standstill) {
    super(dropOptionNames(formatStandstill('DEADLOCK', standstill)))
    this.stack = dropOptionNames(formatStack(this, standstill))
  }
}

/** Thrown if the body of a run makes no progress while other code runs without end. */
export class LivelockError extends Error {
  override readonly name: string = 'LivelockError'

  /** @internal Only a run creates it. */
  constructor(standstill: Standstill) {
    super(dropOptionNames(formatStandstill('LIVELOCK', standstill)))
    this.stack = dropOptionNames(formatStack(this, standstill))
  }
}

const MOST_TIMERS = 5

function formatStandstill(
  mark: string,
  { title, hang, loop, timers, escapes, open, hint }: Standstill,
): string {
  return [
    `[${mark}] ${title}`,
    ...(hang === undefined ? [] : formatHang(hang)),
    ...(loop === undefined ? [] : [`  loop     ${formatPlace(loop)}`]),
    ...formatList('timers', timers.map(formatTimer)),
    ...formatList('escaped', escapes),
    ...formatList('open', open),
    `  Hint: ${hint}`,
  ].join('\n')
}

/** Writes where a hang is, a line for each place. */
export function formatHang({
  awaits,
  circle,
  promise,
  madeAt,
  combinator,
}: HangDescription): string[] {
  const lines = awaits.map((frame, index) => {
    const lead = index === 0 ? 'await   ' : index < circle ? 'and     ' : 'from    '
    return `  ${lead} ${formatPlace(frame)}`
  })
  if (combinator !== undefined && combinator.pending > 0) {
    const others = combinator.pending - 1
    lines.push(
      `  through  ${combinator.method}${others === 0 ? '' : `, of which ${others} more ${others === 1 ? 'is' : 'are'} pending`}`,
    )
  }
  if (circle > 0) return lines
  const place = madeAt === undefined ? '' : ` at ${formatPlace(madeAt)}`
  return [...lines, `  promise  ${promise}${place}`]
}

function formatTimer({ kind, api, delayMs, dueInMs, hasRef, createdAt }: PendingTimer): string {
  const what = kind === 'immediate' ? 'immediate' : `${kind} of ${delayMs} ms, due in ${dueInMs} ms`
  const by =
    api === undefined || api === `set${kind[0]?.toUpperCase()}${kind.slice(1)}` ? '' : ` (${api})`
  const place = createdAt === undefined ? '' : `, ${createdAt}`
  return `${what}${by}${hasRef ? '' : ', unref’d'}${place}`
}

function formatList(name: string, entries: readonly string[]): string[] {
  if (entries.length === 0) return name === 'timers' ? ['  timers   none'] : []
  const shown = entries.slice(0, MOST_TIMERS)
  const rest = entries.length - shown.length
  return [
    ...shown.map((entry, index) => `  ${(index === 0 ? name : '').padEnd(8)} ${entry}`),
    ...(rest === 0 ? [] : [`           … and ${rest} more`]),
  ]
}

/** The user's frames first: a runner draws its code frame at the first. */
function formatStack(error: Error, { hang, frames = [] }: Standstill): string {
  const made = hang?.madeAt === undefined ? [] : [hang.madeAt]
  const places = [...frames, ...(hang === undefined ? [] : [...hang.awaits, ...made])]
  const lines = places.map(({ functionName, path, line, column }) =>
    functionName === undefined
      ? `    at ${path}:${line}:${column}`
      : `    at ${functionName} (${path}:${line}:${column})`,
  )
  return [`${error.name}: ${error.message}`, ...new Set(lines)].join('\n')
}

/** The engine names a function without a name by the property that follows it: an option of the run. */
const NAMED_BY_OPTION =
  /(?:[\w$]+\.)?(?:startMs|autoAdvance|maxIdleFires|maxFires|maxJobs|confirmMs|noticeMs) \(([^()\n]+:\d+:\d+)\)/g

/** Leaves of frames in a text only the place where the engine has made the name up. */
export function dropOptionNames(text: string): string {
  return text.replaceAll(NAMED_BY_OPTION, '$1')
}
