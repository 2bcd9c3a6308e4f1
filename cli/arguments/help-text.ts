import { COMMANDS, type CommandInfo, GENERAL_OPTIONS, type OptionInfo } from './option-table.ts'

/** What `--help` prints: the commands and options of the table, and what they have in common. */
export function formatHelp(): string {
  const commands: [name: string, info: CommandInfo][] = Object.entries(COMMANDS)
  const usage = commands.map(([name, { operand, summary }]): Row => [
    `vitest-shutdown ${name} ${operand}`.trimEnd(),
    summary,
  ])
  const sections = commands
    .map(([name, info]): [string, Row[]] => [`Options of ${name}`, listRows(info)])
    .filter(([, rows]) => rows.length > 0)
  return [
    'vitest-shutdown: proves that long-lived background tasks shut down',
    formatSection('Usage', usage, USAGE_WIDTH),
    ...sections.map(([title, rows]) => formatSection(title, rows, OPTION_WIDTH)),
    formatSection('Other options', listRows({ options: GENERAL_OPTIONS }), OPTION_WIDTH),
    NOTES,
  ].join('\n\n')
}

/** A term, and what it means. */
type Row = readonly [term: string, meaning: string]

/** The least width of the first column, with the space after it. */
const USAGE_WIDTH = 35
const OPTION_WIDTH = 19

function listRows({ options, rest }: Pick<CommandInfo, 'options' | 'rest'>): Row[] {
  const rows = Object.entries(options).map(([name, option]): Row => [
    formatTerm(name, option),
    option.help,
  ])
  return rest === undefined ? rows : [...rows, ['-- ARGUMENTS', rest]]
}

function formatTerm(name: string, { value, short }: OptionInfo): string {
  if (value !== undefined) return `--${name} ${value}`
  return short === undefined ? `--${name}` : `--${name}, -${short}`
}

function formatSection(title: string, rows: readonly Row[], leastWidth: number): string {
  const width = Math.max(leastWidth, ...rows.map(([term]) => term.length + 2))
  const indent = ' '.repeat(width + 2)
  const lines = rows.map(
    ([term, meaning]) => `  ${term.padEnd(width)}${meaning.replaceAll('\n', `\n${indent}`)}`,
  )
  return [title, ...lines].join('\n')
}

const NOTES = `A module is a path, or a name that your Vite config or Node resolves. Its default export is a
subject, or an array of subjects:

  export default {
    name: 'Heartbeat',
    ownership: 'owned',
    intervalMs: 1000,
    create: ({ work, logger }) => new Heartbeat(work, { intervalMs: 1000, logger }),
  }

To probe, name a program that installs its own signal handlers, or a module that default-exports a
subject or a function \`(probe) => manager\`, which runs under \`shutdownOnSignals()\`.

The check and the probe run on your own Vitest and Vite config. Colour follows NO_COLOR and FORCE_COLOR.
In GitHub Actions each finding is annotated on its line.

The baseline is of the open-handle guard, setupFiles: ['vitest-shutdown/setup']: leaks that are in
it do not fail. The command runs all tests once, as \`vitest run\` does.

Exit codes
  0  every MUST holds; no rule of the probe is broken; the baseline is written, or up to date
  1  a MUST is broken, of a probe any rule; there are new leaks, or the baseline is not up to date
  2  something could not be checked: a usage error, no subject, rule KIT-00, a process that is
     never ready, or no guard in the tests
  3  inconclusive: no MUST is broken, but one that applies was not run`
