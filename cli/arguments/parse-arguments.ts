// arguments/ turns the command line into a `Command`, or into a usage error that names the remedy. All
// options are in `option-table.ts`.

import { parseArgs } from 'node:util'
import { findClosest } from '../../harness/text/verify.ts'
import { suggestAfterSentence } from '../../harness/text/verify.ts'
import { UsageError } from '../terminal/usage-error.ts'
import {
  COMMAND_NAMES,
  COMMANDS,
  type CommandName,
  GENERAL_OPTIONS,
  type OptionInfo,
  SEE_HELP,
} from './option-table.ts'
import { type CheckCommand, readCheckCommand } from './read-check-command.ts'
import { type InitCommand, readInitCommand } from './read-init-command.ts'
import { type ProbeCommand, readProbeCommand } from './read-probe-command.ts'

/** What the user asked for. */
export type Command =
  | InitCommand
  | CheckCommand
  | ProbeCommand
  | BaselineCommand
  | { name: 'rules'; json: boolean }
  | { name: 'explain'; rule: string }
  | { name: 'help' }
  | { name: 'version' }

/** What `baseline` is asked to do. */
export interface BaselineCommand {
  name: 'baseline'
  output?: string
  add: boolean
  check: boolean
  vitestArguments: readonly string[]
}

/** The command line, once every option on it is known to be one of the command. */
interface GivenArguments {
  /** What stands beside the options. */
  operands: readonly string[]
  /** What follows `--`. */
  rest: readonly string[]
  has(option: string): boolean
  /** The values of an option, one for each time it was given. */
  values(option: string): string[]
}

const READERS: Readonly<Record<CommandName, (given: GivenArguments) => Command>> = {
  init: ({ operands, has }) => readInitCommand(operands, has),
  check: ({ operands, values, has }) => readCheckCommand(operands, values, has),
  probe: ({ operands, values, rest }) => readProbeCommand(operands, values, rest),
  baseline: readBaseline,
  rules: readRules,
  explain: readExplain,
}

/**
 * Reads the command line.
 *
 * @throws {UsageError} when it asks for something that does not exist.
 */
export function parseArguments(argv: readonly string[]): Command {
  const { own, rest, command } = splitArguments(argv)
  const { tokens } = parseArgs({
    args: own,
    // Not strict: the messages for what is wrong are our own.
    strict: false,
    allowPositionals: true,
    tokens: true,
    options: toParserOptions(command),
  })
  const options = tokens.filter((token) => token.kind === 'option')
  const has = (key: string): boolean => options.some((option) => option.name === key)
  if (has('help')) return { name: 'help' }
  if (has('version')) return { name: 'version' }

  const [word, ...operands] = tokens.flatMap((token) =>
    token.kind === 'positional' ? [token.value] : [],
  )
  if (word === undefined) rejectUnknown(options)
  const name = readCommandName(word)
  for (const option of options) verifyOption(option, name)
  const values = (key: string): string[] =>
    options.flatMap((option) => (option.name === key ? [option.value ?? ''] : []))
  return READERS[name]({ operands, rest, has, values })
}

/** Without a command, an option that no command has is what is wrong: `--hlep`. */
function rejectUnknown(options: readonly { name: string; rawName: string }[]): void {
  const unknown = options.find(({ name }) =>
    COMMAND_NAMES.every((command) => !Object.hasOwn(COMMANDS[command].options, name)),
  )
  if (unknown === undefined) return
  const suggestion = suggestAfterSentence(unknown.name, Object.keys(GENERAL_OPTIONS), '--')
  throw new UsageError(`Unknown option \`${unknown.rawName}\`.${suggestion} ${SEE_HELP}`)
}

/** Where a command passes on what follows `--`, that is none of ours. */
function splitArguments(argv: readonly string[]): {
  own: string[]
  rest: readonly string[]
  command: CommandName | undefined
} {
  const word = argv.find((argument) => !argument.startsWith('-'))
  const command = COMMAND_NAMES.find((name) => name === word)
  const end =
    command !== undefined && COMMANDS[command].rest !== undefined ? argv.indexOf('--') : -1
  return end === -1
    ? { own: [...argv], rest: [], command }
    : { own: argv.slice(0, end), rest: argv.slice(end + 1), command }
}

/**
 * The options of all commands, so that a misplaced one is read with its value. Of options that share
 * a name, the one of the command counts, or else the first.
 */
function toParserOptions(
  command: CommandName | undefined,
): Record<string, { type: 'boolean' | 'string'; short?: string }> {
  const all = [
    GENERAL_OPTIONS,
    ...(command === undefined ? [] : [COMMANDS[command].options]),
    ...COMMAND_NAMES.map((name) => COMMANDS[name].options),
  ].flatMap((options): [string, OptionInfo][] => Object.entries(options))
  return Object.fromEntries(
    all.toReversed().map(([name, { value, short }]) => [
      name,
      {
        type: value === undefined ? 'boolean' : 'string',
        ...(short === undefined ? {} : { short }),
      },
    ]),
  )
}

function readCommandName(word: string | undefined): CommandName {
  const name = COMMAND_NAMES.find((command) => command === word)
  if (name !== undefined) return name
  if (word === undefined) {
    const names = `${COMMAND_NAMES.slice(0, -1).join(', ')} or ${COMMAND_NAMES.at(-1)}`
    throw new UsageError(`Expected a command: ${names}. ${SEE_HELP}`)
  }
  const closest = findClosest(word, COMMAND_NAMES)
  if (closest === undefined && /[./\\]/.test(word)) {
    throw new UsageError(
      `Unknown command \`${word}\`. Did you mean \`vitest-shutdown check ${word}\`?`,
    )
  }
  throw new UsageError(
    `Unknown command \`${word}\`.${suggestAfterSentence(word, COMMAND_NAMES)} ${SEE_HELP}`,
  )
}

function verifyOption(
  option: { name: string; rawName: string; value?: string | undefined },
  command: CommandName,
): void {
  const known = COMMANDS[command].options
  if (Object.hasOwn(known, option.name)) {
    if (known[option.name]?.value !== undefined || option.value === undefined) return
    throw new UsageError(
      `Expected no value after \`--${option.name}\` of the command \`${command}\`, got \`${option.value}\`.`,
    )
  }
  const owner = COMMAND_NAMES.find((name) => Object.hasOwn(COMMANDS[name].options, option.name))
  if (owner !== undefined) {
    throw new UsageError(
      `\`${option.rawName}\` is an option of \`${owner}\`, not of \`${command}\`. ${SEE_HELP}`,
    )
  }
  const names = [...Object.keys(known), ...Object.keys(GENERAL_OPTIONS)]
  throw new UsageError(
    `Unknown option \`${option.rawName}\`.${suggestAfterSentence(option.name, names, '--')} ${SEE_HELP}`,
  )
}

function readBaseline({ operands, values, has, rest }: GivenArguments): Command {
  if (operands.length > 0) {
    throw new UsageError(
      `Expected arguments for Vitest after \`--\`: \`vitest-shutdown baseline -- ${operands.join(' ')}\`. ${SEE_HELP}`,
    )
  }
  const flags = { add: has('add'), check: has('check') }
  if (flags.add && flags.check) {
    throw new UsageError(
      `Expected \`--add\` or \`--check\`, got both: the first writes, the second never does. ${SEE_HELP}`,
    )
  }
  const file = values('output').at(-1)
  if (file === '' || file?.startsWith('--')) {
    throw new UsageError('Expected a file name after `--output`.')
  }
  const output = file === undefined ? {} : { output: file }
  return { name: 'baseline', ...flags, vitestArguments: rest, ...output }
}

function readRules({ operands, has }: GivenArguments): Command {
  rejectOperands(operands, 'no argument after `rules`')
  return { name: 'rules', json: has('json') }
}

function readExplain({ operands: [rule, ...extra] }: GivenArguments): Command {
  if (rule === undefined) {
    throw new UsageError(
      `Expected a rule id, such as \`vitest-shutdown explain STOP-03\`. ${SEE_HELP}`,
    )
  }
  rejectOperands(extra, 'one rule id after `explain`')
  return { name: 'explain', rule: rule.toUpperCase() }
}

function rejectOperands(extra: readonly string[], expected: string): void {
  if (extra.length === 0) return
  throw new UsageError(`Expected ${expected}; unexpected \`${extra.join(' ')}\`. ${SEE_HELP}`)
}
