import { constants } from 'node:os'
import type { EndBy } from '../../harness/process/end-way.ts'
import { SEE_HELP } from './option-table.ts'
import { readReportFiles } from './report-files.ts'
import { suggestAfterSentence } from '../../harness/text/verify.ts'
import { UsageError } from '../terminal/usage-error.ts'

/** What `probe` is asked to do. */
export interface ProbeCommand {
  name: 'probe'
  module: string
  signal?: NodeJS.Signals
  endBy?: readonly EndBy[]
  request?: string
  readiness?: string
  deadlineMs?: number
  scenarios: readonly ('hung' | 'failing')[]
  subject?: string
  readyWhen?: string
  completeWhen?: string
  /** A file, or `-` for standard output. */
  json?: string
  /** Arguments of the program. */
  args: readonly string[]
}

const MAX_MS = 600_000
const SCENARIOS = ['hung', 'failing'] as const

/**
 * Reads the arguments of `probe`.
 *
 * @param values what was given for an option, each time
 * @param args what follows `--`
 * @throws {UsageError} when the module is missing, or a value is none of the kind
 */
export function readProbeCommand(
  [module, ...extra]: readonly string[],
  values: (option: string) => readonly string[],
  args: readonly string[],
): ProbeCommand {
  if (module === undefined) {
    throw new UsageError(
      `Expected a module to probe, such as \`vitest-shutdown probe main.ts\`. ${SEE_HELP}`,
    )
  }
  if (extra.length > 0) {
    throw new UsageError(
      `Expected one module after \`probe\`; unexpected \`${extra.join(' ')}\`. Arguments of the program follow \`--\`. ${SEE_HELP}`,
    )
  }
  const read = (option: string): string | undefined => {
    const value = values(option).at(-1)
    if (value === '' || value?.startsWith('--') === true) {
      throw new UsageError(`Expected a value after \`--${option}\`. ${SEE_HELP}`)
    }
    return value
  }
  const signal = readSignal(read('signal'))
  const endBy = readEndBy(values('end-by'))
  const deadlineMs = readDeadline(values('deadline').at(-1))
  const texts = {
    request: readUrl('request', read('request')),
    readiness: readUrl('readiness', read('readiness')),
    subject: read('subject'),
    readyWhen: read('ready-when'),
    completeWhen: read('complete-when'),
    json: readReportFiles((option) => (option === 'json' ? values('json') : [])).json,
  }
  return {
    name: 'probe',
    module,
    scenarios: readScenarios(values('scenario')),
    args,
    ...(signal === undefined ? {} : { signal }),
    ...(endBy.length === 0 ? {} : { endBy }),
    ...(deadlineMs === undefined ? {} : { deadlineMs }),
    ...(Object.fromEntries(
      Object.entries(texts).filter(([, value]) => value !== undefined),
    ) as Partial<ProbeCommand>),
  }
}

/** As `kill` takes it: `SIGTERM`, `sigterm` or `TERM`. */
function readSignal(text: string | undefined): NodeJS.Signals | undefined {
  if (text === undefined) return undefined
  const signal = findSignal(text, 'signal')
  if (signal !== undefined) return signal
  const suggestion = suggestAfterSentence(toSignalName(text), Object.keys(constants.signals))
  throw new UsageError(
    `Expected a signal after \`--signal\`, such as \`--signal SIGINT\`, got \`${text}\`.${suggestion}`,
  )
}

/** The signal of that name, where there is one. */
function findSignal(text: string, option: string): NodeJS.Signals | undefined {
  const name = toSignalName(text)
  if (name === 'SIGKILL' || name === 'SIGSTOP') {
    throw new UsageError(
      `Expected a signal that can be caught after \`--${option}\`, got \`${text}\`: no process can listen for it.`,
    )
  }
  return name in constants.signals ? (name as NodeJS.Signals) : undefined
}

function toSignalName(text: string): string {
  const upper = text.toUpperCase()
  return upper.startsWith('SIG') ? upper : `SIG${upper}`
}

const OTHER_WAYS = ['stdin', 'lsp', 'disconnect'] as const

/** Those that take a text. */
const TEXT_WAYS = ['stdin:', 'message:'] as const

/** The ways to end. Texts may have commas. */
function readEndBy(texts: readonly string[]): EndBy[] {
  return texts.map((text) => {
    const other = OTHER_WAYS.find((way) => way === text)
    if (other !== undefined) return other
    const isText = TEXT_WAYS.some((way) => text.startsWith(way) && text.length > way.length)
    if (isText) return text as `message:${string}`
    const signal = findSignal(text, 'end-by')
    if (signal !== undefined) return signal
    const known = ['SIGTERM', 'SIGINT', 'SIGHUP', ...OTHER_WAYS, 'stdin:TEXT', 'message:TEXT']
    throw new UsageError(
      `Expected a signal, \`stdin\`, \`stdin:TEXT\`, \`lsp\`, \`message:TEXT\` or \`disconnect\` after \`--end-by\`, got \`${text}\`.${suggestAfterSentence(text, known)}`,
    )
  })
}

function readUrl(option: string, text: string | undefined): string | undefined {
  if (text === undefined || text.startsWith('/')) return text
  if (URL.canParse(text) && /^https?:/i.test(text)) return text
  throw new UsageError(
    `Expected an http URL, or a path such as \`/health\`, after \`--${option}\`, got \`${text}\`.`,
  )
}

function readDeadline(text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  const ms = Number(text)
  if (text.trim() !== '' && ms > 0 && ms <= MAX_MS) return ms
  throw new UsageError(
    `Expected milliseconds > 0 and at most ${MAX_MS} after \`--deadline\`, such as \`--deadline 5000\`, got \`${text}\`.`,
  )
}

function readScenarios(lists: readonly string[]): ('hung' | 'failing')[] {
  const names = lists.flatMap((list) => list.split(',')).map((name) => name.trim())
  return [...new Set(names)].map((name) => {
    const known = SCENARIOS.find((scenario) => scenario === name)
    if (known !== undefined) return known
    throw new UsageError(
      `Expected \`hung\` or \`failing\` after \`--scenario\`, got \`${name}\`.${suggestAfterSentence(name, SCENARIOS)}`,
    )
  })
}
