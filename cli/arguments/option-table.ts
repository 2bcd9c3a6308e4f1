/** One option of a command. An option without a `value` is a flag. */
export interface OptionInfo {
  /** The placeholder for its value in the help text. */
  readonly value?: string
  readonly short?: string
  /** What the option does. Further lines of the help text follow a line break. */
  readonly help: string
}

/** One command. The parser, the help text and the suggestions in usage errors all read this. */
export interface CommandInfo {
  /** What follows the name of the command in the help text. */
  readonly operand: string
  readonly summary: string
  readonly options: Readonly<Record<string, OptionInfo>>
  /** What the arguments after `--` are for. Without it, `--` has no meaning of its own. */
  readonly rest?: string
}

/** An option of `check` that names a file for a report. */
export type ReportOption = 'json' | 'html' | 'junit' | 'badge'

const REPORTS: Readonly<Record<ReportOption, OptionInfo>> = {
  json: { value: 'FILE', help: 'write the results to FILE as JSON; - is standard output' },
  html: { value: 'FILE', help: 'write them as one page, with the timelines drawn' },
  junit: { value: 'FILE', help: 'write them as JUnit XML, for a CI server' },
  badge: {
    value: 'FILE',
    help: 'write the JSON of a badge for a README, as shields.io reads it',
  },
}
export const REPORT_OPTIONS: readonly ReportOption[] = Object.keys(REPORTS) as ReportOption[]

export type CommandName = 'init' | 'check' | 'probe' | 'baseline' | 'rules' | 'explain'

export const COMMANDS: Readonly<Record<CommandName, CommandInfo>> = {
  init: {
    operand: '[file…]',
    summary: 'write a subject and a test for what the files start and stop, and check it',
    options: {
      json: { help: 'without a file: write the list of the project as JSON' },
    },
  },
  check: {
    operand: '<module…>',
    summary: 'check the subjects that the modules default-export',
    options: {
      only: {
        value: 'RULE|AREA,…',
        help: 'check these rules only, for example --only STOP-03,DROP',
      },
      profile: {
        value: 'NAME',
        help: 'graceful: expect neither a drop nor log lines; full: the whole pattern',
      },
      verbose: { help: 'list every rule that was skipped, with the reason' },
      explore: {
        value: 'MS',
        help: 'give each rule that explores every moment so many milliseconds; by default\neach runs the schedules that stand for the others, up to 3,000',
      },
      seed: {
        value: 'N',
        help: 'what everything random begins with, in every trial and schedule; default 1',
      },
      replay: {
        value: 'TOKEN',
        help: 'run the one schedule that the token of a failure stands for',
      },
      ...REPORTS,
    },
  },
  probe: {
    operand: '<module>',
    summary: 'tell a real process to end, by a signal or otherwise, and watch it end',
    options: {
      signal: { value: 'SIGNAL', help: 'the signal to send; default SIGTERM' },
      'end-by': {
        value: 'WAY',
        help: 'a way in which the process is told to end, each in a run of its own: SIGTERM,\nSIGINT, SIGHUP, stdin (it ends), stdin:TEXT (after a line), lsp (as a language server\nis), message:TEXT and disconnect (over IPC)',
      },
      request: {
        value: 'URL',
        help: 'keep requests in flight when it is told to end; a path is taken on the port\nthat the program opens',
      },
      readiness: {
        value: 'URL',
        help: 'ask whether it is ready for requests, which must fail before a server closes',
      },
      deadline: {
        value: 'MS',
        help: 'how long the process may take to end after it; default 10000',
      },
      scenario: {
        value: 'NAME,…',
        help: 'also let the program hang or fail, which the environment variable\nVITEST_SHUTDOWN_PROBE tells it: hung, failing',
      },
      'ready-when': {
        value: 'TEXT',
        help: 'wait until the program prints this; default: until it listens, and is quiet',
      },
      'complete-when': {
        value: 'TEXT',
        help: 'a shutdown that did not print this is not complete',
      },
      subject: { value: 'NAME', help: 'the subject to take, where the module exports several' },
      json: { value: 'FILE', help: 'write the result to FILE as JSON; - is standard output' },
    },
    rest: 'what follows is for the program',
  },
  baseline: {
    operand: '',
    summary: 'write down the leaks that your tests have today',
    options: {
      output: {
        value: 'FILE',
        help: 'the file to write; default the one of configureGuard({ baseline }), or else\nvitest-shutdown.baseline.json',
      },
      add: { help: 'let new leaks in; without it, a file that is there only shrinks' },
      check: { help: 'write nothing, and exit with 1 where the file is not up to date' },
    },
    rest: 'what follows is for Vitest, for example -- --project unit',
  },
  rules: {
    operand: '',
    summary: 'list the rules',
    options: { json: { help: 'write the rules as JSON' } },
  },
  explain: {
    operand: 'RULE-ID',
    summary: 'say what a rule requires, and what to do when it is broken',
    options: {},
  },
}
export const COMMAND_NAMES: readonly CommandName[] = Object.keys(COMMANDS) as CommandName[]

/** What every command takes. */
export const GENERAL_OPTIONS: CommandInfo['options'] = {
  help: { short: 'h', help: 'print this text' },
  version: { short: 'v', help: 'print the version' },
}

/** The end of most usage errors. */
export const SEE_HELP = 'See `vitest-shutdown --help`.'
