import { constants } from 'node:os'
import { SEE_HELP } from './option-table.ts'
import { readReportFiles } from './report-files.ts'
import { suggest, UsageError } from '../terminal/usage-error.ts'

/** What `probe` is asked to do. */
export interface ProbeCommand {
  name: 'probe'
  module: string
  signal?: NodeJS.Signals
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
      `Expected one module after \`probe\`, got \`${extra.join(' ')}\` too many. Arguments of the program follow \`--\`. ${SEE_HELP}`,
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
  const deadlineMs = readDeadline(values('deadline').at(-1))
  const texts = {
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
    ...(deadlineMs === undefined ? {} : { deadlineMs }),
    ...(Object.fromEntries(
      Object.entries(texts).filter(([, value]) => value !== undefined),
    ) as Partial<ProbeCommand>),
  }
}

/** As `kill` takes it: `SIGTERM`, `sigterm` or `TERM`. */
function readSignal(text: string | undefined): NodeJS.Signals | undefined {
  if (text === undefined) return undefined
  const upper = text.toUpperCase()
  const name = upper.startsWith('SIG') ? upper : `SIG${upper}`
  if (name === 'SIGKILL' || name === 'SIGSTOP') {
    throw new UsageError(
      `Expected a signal that can be caught after \`--signal\`, got \`${text}\`: no process can listen for it.`,
    )
  }
  if (name in constants.signals) return name as NodeJS.Signals
  const suggestion = suggest(name, Object.keys(constants.signals))
  throw new UsageError(
    `Expected a signal after \`--signal\`, such as \`--signal SIGINT\`, got \`${text}\`.${suggestion}`,
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
      `Expected \`hung\` or \`failing\` after \`--scenario\`, got \`${name}\`.${suggest(name, SCENARIOS)}`,
    )
  })
}
