import { constants } from 'node:os'
import type { Holder } from './child-record.ts'
import type { ProbeRun } from './probe-report.ts'

/** Handles that are told by name; of more, the number. */
const MAX_HOLDERS = 8

/** A line of a stack. */
const FRAME = /^\s+at /

/** What a shell adds to the number of the signal that has ended a process. */
const SHELL_BASE = 128

/** Characters of a line of the output that are told. */
const MAX_LINE = 120

/** Frames of one handle that are told. */
const MAX_SITES = 3

/** Whether a process ended as one does that was shut down: with 0, or by the signal that asked for it. */
export function isSuccess({ exitCode, exitSignal }: ProbeRun, signal: NodeJS.Signals): boolean {
  return (
    exitCode === 0 || exitSignal === signal || exitCode === SHELL_BASE + constants.signals[signal]
  )
}

/** Whether a run of the process had something in it that hung. */
export function isHung({ scenario, isBusy, isAsked }: ProbeRun): boolean {
  return scenario === 'hung' && (isBusy || isAsked)
}

/** Why a program that was to hang or fail is not judged. */
export const NOT_ASKED =
  'the program did not read VITEST_SHUTDOWN_PROBE, so it cannot be made to hang or fail'

/** Why rules about signals do not apply. */
export const NO_SIGNAL = 'no signal is among the ways to end that were named'

/** Whether the signal ended the process at once, since nobody listened to it. */
export function isUnheard({ signals, exitSignal }: ProbeRun, signal: NodeJS.Signals): boolean {
  return signals === 0 && exitSignal === signal
}

/** `exit code 1`, or `ended by SIGTERM`. */
export function describeEnd({ exitCode, exitSignal }: ProbeRun): string {
  return exitSignal === null ? `exit code ${exitCode}` : `ended by ${exitSignal}`
}

/** Says which processes were left running, each with the line that started it. */
export function describeLeft({ leftProcesses = [] }: ProbeRun): { text: string; frame?: string } {
  const text = leftProcesses
    .slice(0, MAX_HOLDERS)
    .map(({ pid, command, frame }) => {
      const name = command === '' ? `pid ${pid}` : `pid ${pid}: ${shorten(command)}`
      return frame === undefined ? `  ${name}` : `  ${name}\n    at ${frame}`
    })
    .join('\n')
  const frame = leftProcesses.find((left) => left.frame !== undefined)?.frame
  return { text, ...(frame === undefined ? {} : { frame }) }
}

/** Says what keeps a process alive, each with the line that opened it, and how to close it. */
export function describeHolders(holders: readonly Holder[]): { text: string; frame?: string } {
  if (holders.length === 0) {
    return {
      text: 'No handle that a module has opened is left: it waits for something of Node’s own.',
    }
  }
  const shown = holders.slice(0, MAX_HOLDERS)
  const rest = holders.length - shown.length
  const text = [
    'What keeps it running:',
    ...shown.flatMap(({ what, remedy, sites, inside }) => [
      `  ${what}${remedy === undefined ? '' : `: ${remedy}`}`,
      ...sites.slice(0, MAX_SITES).map((site) => `    at ${site}`),
      ...(inside === undefined ? [] : [`    ${describeInside(inside, sites)}`]),
    ]),
    ...(rest === 0 ? [] : [`  … and ${rest} more`]),
  ].join('\n')
  const frame = /^.+?:\d+/.exec(shown.flatMap(({ sites }) => sites)[0] ?? '')?.[0]
  return frame === undefined ? { text } : { text, frame: `${frame}:1` }
}

function describeInside(inside: string, sites: readonly string[]): string {
  return sites.length > 0
    ? `inside ${inside}`
    : `opened inside ${inside}; no line of your own code is known`
}

/** The last lines that it printed, to see how far it came. */
export function describeOutput({ output, endBy }: ProbeRun, maxLines = 5): string {
  const lines = output
    // What a language server writes to its standard output is for its client.
    .filter(({ stream }) => endBy !== 'lsp' || stream === 'stderr')
    .filter(({ text }) => text.trim() !== '' && !FRAME.test(text))
    .slice(-maxLines)
  if (lines.length === 0) return 'It printed nothing.'
  return ['It printed last:', ...lines.map(({ text }) => `  ${shorten(text)}`)].join('\n')
}

function shorten(text: string): string {
  return text.length > MAX_LINE ? `${text.slice(0, MAX_LINE)}…` : text
}
