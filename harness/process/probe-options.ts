import { statSync } from 'node:fs'
import { constants } from 'node:os'
import { resolve } from 'node:path'
import { inspect } from 'node:util'
import { checkSignals } from '../../reference/check-signals.ts'
import { type EndBy, type EndWay, readEndWay } from './end-way.ts'
import { checkPositive, suggestClosest } from '../text/verify.ts'

/** Options of {@link probeProcess}. */
export interface ProbeOptions {
  /**
   * The path of the module: a program that installs its own signal handlers, or a module that
   * default-exports a subject or a function `(probe) => manager`, which runs under
   * `shutdownOnSignals()`.
   */
  module: string
  /** The name of the subject, if the module exports several. */
  subject?: string | undefined
  /** The signal to send. Default: `SIGTERM`. */
  signal?: NodeJS.Signals | undefined
  /**
   * The ways to tell the process to end, each in a run of its own: a signal, the end of its `stdin`
   * (`stdin:TEXT`: after a line with that text), `lsp` as a language server, an IPC `message:TEXT` (sent as
   * an object if the text is JSON), an IPC `disconnect`. Default: the signal.
   */
  endBy?: readonly EndBy[] | undefined
  /**
   * A URL, or a path on the port that the program opens. Requests to it are in flight when the process is
   * told to end. Default: none.
   */
  request?: string | undefined
  /** A URL or path that tells whether the program is ready for requests. Default: none. */
  readiness?: string | undefined
  /**
   * The time limit from the first signal to the end of the process, in milliseconds, at most 600000.
   * Default: 10000.
   */
  deadlineMs?: number | undefined
  /** The time limit for the process to become ready for the signal, in milliseconds. Default: 10000. */
  readyMs?: number | undefined
  /**
   * A text in the output that shows that the program is ready. Default: it counts as ready once it
   * listens to the signal and is quiet.
   */
  readyWhen?: string | undefined
  /** A text in the output that a complete shutdown must print. Default: none. */
  completeWhen?: string | undefined
  /**
   * Scenarios that the program supports, by reading the environment variable `VITEST_SHUTDOWN_PROBE`:
   * `hung`, a run never ends; `failing`, the cleanup fails. Default: none.
   */
  scenarios?: readonly ('hung' | 'failing')[] | undefined
  /** Arguments of the program. Default: none. */
  args?: readonly string[] | undefined
  /** Node's flags, such as `['--import', 'tsx']`. Default: those of this process. */
  execArgv?: readonly string[] | undefined
  /** Environment variables, added to those of this process. */
  env?: Readonly<Record<string, string | undefined>> | undefined
  /** The working directory. Default: the current one. */
  cwd?: string | undefined
}

/** The options with their defaults. */
export interface ResolvedProbeOptions extends ProbeOptions {
  signal: NodeJS.Signals
  deadlineMs: number
  readyMs: number
  scenarios: readonly ('hung' | 'failing')[]
  args: readonly string[]
  execArgv: readonly string[]
  env: Readonly<Record<string, string | undefined>>
  cwd: string
  /** Every way to end; the signals come first, `signal` before the others. */
  ways: readonly EndWay[]
  /** The absolute path of the module. */
  path: string
}

const DEFAULT_MS = 10_000
const MAX_MS = 600_000
const SCENARIOS = new Set(['hung', 'failing'])

/**
 * Fills in the defaults.
 *
 * @throws {ProbeError} when the module is not a file, or the signal is none that can be caught
 * @throws {TypeError} when another option is out of range
 */
export function readProbeOptions(options: ProbeOptions): ResolvedProbeOptions {
  const {
    module,
    endBy,
    deadlineMs = DEFAULT_MS,
    readyMs = DEFAULT_MS,
    scenarios = [],
    cwd = process.cwd(),
  } = options
  const path = findModule(module, cwd)
  if (options.signal !== undefined) checkSignal(options.signal)
  const ways = readWays(options.signal, endBy)
  const [first] = ways
  const signal = first?.kind === 'signal' ? first.signal : 'SIGTERM'
  for (const name of ['request', 'readiness'] as const) checkUrl(name, options[name])
  for (const [name, value] of Object.entries({ deadlineMs, readyMs })) {
    checkPositive(name, value)
    if (value > MAX_MS) {
      throw new TypeError(`Expected \`${name}\` to be at most ${MAX_MS}, got ${value} (number)`)
    }
  }
  for (const scenario of scenarios) {
    if (SCENARIOS.has(scenario)) continue
    throw new TypeError(
      `Expected \`scenarios\` to hold 'hung' or 'failing', got ${inspect(scenario)} (${typeof scenario})`,
    )
  }
  return {
    ...options,
    module,
    signal,
    deadlineMs,
    readyMs,
    scenarios,
    cwd,
    path,
    ways,
    args: options.args ?? [],
    execArgv: options.execArgv ?? [],
    env: options.env ?? {},
  }
}

function findModule(module: unknown, cwd: string): string {
  if (typeof module !== 'string' || module === '') {
    throw new TypeError(
      `Expected \`module\` to be the path of a module, got ${inspect(module)} (${typeof module})`,
    )
  }
  const path = resolve(cwd, module)
  if (statSync(path, { throwIfNoEntry: false })?.isFile()) return path
  throw new ProbeError(`Module \`${module}\` was not found from ${cwd}.`)
}

/** The ways to end, each once, the signals first. */
function readWays(signal: NodeJS.Signals | undefined, endBy: unknown): EndWay[] {
  if (endBy === undefined) return [{ kind: 'signal', signal: signal ?? 'SIGTERM' }]
  if (!Array.isArray(endBy) || endBy.length === 0) {
    throw new TypeError(
      `Expected \`endBy\` to be an array of at least one way to end, such as ['SIGTERM', 'stdin'], got ${inspect(endBy)} (${typeof endBy})`,
    )
  }
  const texts = new Set<unknown>([
    ...(signal === undefined ? [] : [signal]),
    ...(endBy as unknown[]),
  ])
  const ways = [...texts].map(readEndWay)
  return ways.toSorted((a, b) => Number(b.kind === 'signal') - Number(a.kind === 'signal'))
}

function checkUrl(name: string, url: unknown): void {
  if (url === undefined) return
  const isPath = typeof url === 'string' && url.startsWith('/')
  if (isPath || (typeof url === 'string' && URL.canParse(url) && /^https?:/i.test(url))) return
  throw new TypeError(
    `Expected \`${name}\` to be an http URL, or a path such as /health on the port that the program opens, got ${inspect(url)} (${typeof url})`,
  )
}

function checkSignal(signal: unknown): void {
  try {
    checkSignals([signal])
  } catch {
    const known = Object.keys(constants.signals)
    const suggestion = typeof signal === 'string' ? suggestClosest(signal, known) : undefined
    const isUncatchable = signal === 'SIGKILL' || signal === 'SIGSTOP'
    const why = isUncatchable
      ? 'no process can listen for it'
      : ['there is no such signal', suggestion].filter(Boolean).join('; ')
    throw new ProbeError(
      `Expected \`signal\` to be one that can be caught, such as SIGTERM, got ${inspect(signal)}: ${why}`,
    )
  }
}

/** Thrown if the process cannot be probed. The message says what to do. */
export class ProbeError extends Error {
  override readonly name = 'ProbeError'
}
