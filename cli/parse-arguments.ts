import { parseArgs } from 'node:util'
import { findClosest } from '../harness/text/find-closest.ts'
import { readBaselineCommand } from './read-baseline-command.ts'
import { type ProbeCommand, readProbeCommand } from './read-probe-command.ts'
import { readReportFiles, REPORT_OPTIONS, type ReportFiles } from './read-report-files.ts'
import { suggest } from './suggest.ts'
import { UsageError } from './usage-error.ts'

/** What the user asked for. */
export type Command =
  | { name: 'check'; modules: string[]; only: string[]; files: ReportFiles; explore: ExploreValues }
  | {
      name: 'baseline'
      output?: string
      add: boolean
      check: boolean
      vitestArguments: readonly string[]
    }
  | ProbeCommand
  | { name: 'rules'; json: boolean }
  | { name: 'explain'; rule: string }
  | { name: 'help' }
  | { name: 'version' }

/** The values of the options of the rules that explore, as they were given. */
export interface ExploreValues {
  readonly explore: readonly string[]
  readonly replay: readonly string[]
}

const COMMANDS = ['check', 'probe', 'baseline', 'rules', 'explain'] as const
type CommandName = (typeof COMMANDS)[number]

const OPTIONS: Readonly<Record<CommandName, readonly string[]>> = {
  check: [...REPORT_OPTIONS, 'only', 'explore', 'replay'],
  probe: ['signal', 'deadline', 'scenario', 'subject', 'ready-when', 'complete-when', 'json'],
  baseline: ['output', 'add', 'check'],
  rules: ['json'],
  explain: [],
}

/** Options that take no value. `--json` does in one command and does not in the other. */
const FLAGS = new Set(['add', 'check'])

const SEE_HELP = 'See `vitest-shutdown --help`.'

/**
 * Reads the command line.
 *
 * @throws {UsageError} when it asks for something that does not exist.
 */
export function parseArguments(argv: readonly string[]): Command {
  const command = argv.find((argument) => !argument.startsWith('-'))
  const isRules = command === 'rules'
  // What follows `--` is for Vitest, or for the program, and none of ours.
  const end = command === 'baseline' || command === 'probe' ? argv.indexOf('--') : -1
  const { tokens } = parseArgs({
    args: end === -1 ? [...argv] : argv.slice(0, end),
    // Not strict: the messages for what is wrong are our own.
    strict: false,
    allowPositionals: true,
    tokens: true,
    options: {
      help: { type: 'boolean', short: 'h' },
      version: { type: 'boolean', short: 'v' },
      json: { type: isRules ? 'boolean' : 'string' },
      html: { type: 'string' },
      junit: { type: 'string' },
      badge: { type: 'string' },
      only: { type: 'string', multiple: true },
      explore: { type: 'string' },
      replay: { type: 'string' },
      output: { type: 'string' },
      signal: { type: 'string' },
      deadline: { type: 'string' },
      scenario: { type: 'string' },
      subject: { type: 'string' },
      'ready-when': { type: 'string' },
      'complete-when': { type: 'string' },
      add: { type: 'boolean' },
      check: { type: 'boolean' },
    },
  })
  const options = tokens.filter((token) => token.kind === 'option')
  const positionals = tokens.flatMap((token) => (token.kind === 'positional' ? [token.value] : []))
  const has = (key: string): boolean => options.some((option) => option.name === key)
  if (has('help')) return { name: 'help' }
  if (has('version')) return { name: 'version' }

  const [word, ...rest] = positionals
  const name = readCommandName(word)
  for (const option of options) rejectUnknownOption(option, name)
  const values = (key: string): string[] =>
    options.flatMap((option) => (option.name === key ? [option.value ?? ''] : []))
  if (name === 'check') {
    const explore = { explore: values('explore'), replay: values('replay') }
    return { ...readCheck(rest, readReportFiles(values), values('only')), explore }
  }
  if (name === 'explain') return readExplain(rest)
  if (name === 'probe') {
    return readProbeCommand(rest, values, end === -1 ? [] : argv.slice(end + 1), SEE_HELP)
  }
  if (name === 'baseline') {
    const vitestArguments = end === -1 ? [] : argv.slice(end + 1)
    const flags = { add: has('add'), check: has('check') }
    const given = { extra: rest, output: values('output'), ...flags, vitestArguments }
    return readBaselineCommand(given, SEE_HELP)
  }
  rejectArguments(rest, 'no argument after `rules`')
  return { name, json: has('json') }
}

function readExplain([rule, ...extra]: readonly string[]): Command {
  if (rule === undefined) {
    throw new UsageError(
      `Expected a rule id, such as \`vitest-shutdown explain STOP-03\`. ${SEE_HELP}`,
    )
  }
  rejectArguments(extra, 'one rule id after `explain`')
  return { name: 'explain', rule: rule.toUpperCase() }
}

function readCheck(
  modules: readonly string[],
  files: ReportFiles,
  only: string[],
): Omit<Extract<Command, { name: 'check' }>, 'explore'> {
  if (modules.length === 0) {
    throw new UsageError(
      `Expected a module to check, such as \`vitest-shutdown check my-manager.ts\`. ${SEE_HELP}`,
    )
  }
  const ids = only.flatMap((list) => list.split(',')).map((id) => id.trim().toUpperCase())
  if (ids.some((id) => id === '' || id.startsWith('--'))) {
    throw new UsageError('Expected rule ids after `--only`, such as `--only STOP-03,DROP-01`.')
  }
  return {
    name: 'check',
    modules: [...new Set(modules)],
    only: [...new Set(ids)],
    files,
  }
}

function readCommandName(word: string | undefined): CommandName {
  const name = COMMANDS.find((command) => command === word)
  if (name !== undefined) return name
  if (word === undefined)
    throw new UsageError(
      `Expected a command: check, probe, baseline, rules or explain. ${SEE_HELP}`,
    )
  const closest = findClosest(word, COMMANDS)
  if (closest === undefined && /[./\\]/.test(word)) {
    throw new UsageError(
      `Unknown command \`${word}\`. Did you mean \`vitest-shutdown check ${word}\`?`,
    )
  }
  throw new UsageError(`Unknown command \`${word}\`.${suggest(word, COMMANDS)} ${SEE_HELP}`)
}

function rejectUnknownOption(
  option: { name: string; rawName: string; value?: string | undefined },
  command: CommandName,
): void {
  const known = OPTIONS[command]
  if (known.includes(option.name)) {
    const isFlag = FLAGS.has(option.name) || command === 'rules'
    if (isFlag && option.value !== undefined) {
      throw new UsageError(
        `Expected no value after \`--${option.name}\` of the command \`${command}\`, got \`${option.value}\`.`,
      )
    }
    return
  }
  const owner = COMMANDS.find((name) => OPTIONS[name].includes(option.name))
  if (owner !== undefined) {
    throw new UsageError(
      `\`${option.rawName}\` is an option of \`${owner}\`, not of \`${command}\`. ${SEE_HELP}`,
    )
  }
  const suggestion = suggest(option.name, [...known, 'help', 'version'], '--')
  throw new UsageError(`Unknown option \`${option.rawName}\`.${suggestion} ${SEE_HELP}`)
}

function rejectArguments(extra: readonly string[], expected: string): void {
  if (extra.length === 0) return
  throw new UsageError(`Expected ${expected}, got \`${extra.join(' ')}\` too many. ${SEE_HELP}`)
}
