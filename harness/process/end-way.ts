import { inspect } from 'node:util'
import { checkSignals } from '../../reference/check-signals.ts'

/** One way in which a process is told to end. */
export type EndWay =
  | { kind: 'signal'; signal: NodeJS.Signals }
  /** Its standard input ends, after a text where there is one. */
  | { kind: 'stdin'; text?: string }
  /** A client of a language server sends `shutdown`, then `exit`, and ends standard input. */
  | { kind: 'lsp' }
  /** Its parent sends it a message over IPC. */
  | { kind: 'message'; message: string | object }
  /** Its parent closes the IPC channel. */
  | { kind: 'disconnect' }

/** How a way to end is written: `SIGTERM`, `stdin`, `stdin:TEXT`, `lsp`, `message:TEXT` or `disconnect`. */
export type EndBy =
  | NodeJS.Signals
  | 'stdin'
  | `stdin:${string}`
  | 'lsp'
  | `message:${string}`
  | 'disconnect'

/**
 * Reads one way to end.
 *
 * @throws {TypeError} when it is none; the message names the value and those that there are
 */
export function readEndWay(text: unknown): EndWay {
  if (text === 'stdin' || text === 'disconnect' || text === 'lsp') return { kind: text }
  if (typeof text === 'string' && text.startsWith(STDIN) && text.length > STDIN.length) {
    return { kind: 'stdin', text: text.slice(STDIN.length) }
  }
  if (typeof text === 'string' && text.startsWith(MESSAGE) && text.length > MESSAGE.length) {
    return { kind: 'message', message: readMessage(text.slice(MESSAGE.length)) }
  }
  try {
    checkSignals([text])
    return { kind: 'signal', signal: text as NodeJS.Signals }
  } catch {
    throw new TypeError(
      `Expected \`endBy\` to be a signal that can be caught, 'stdin', 'stdin:TEXT', 'lsp', 'message:TEXT' or 'disconnect', got ${inspect(text)} (${typeof text})`,
    )
  }
}

const MESSAGE = 'message:'
const STDIN = 'stdin:'

/** pm2 sends a string, cluster managers send objects: a text that is the JSON of an object is sent as one. */
function readMessage(text: string): string | object {
  if (!/^[[{]/.test(text)) return text
  try {
    return JSON.parse(text) as object
  } catch {
    return text
  }
}

/** Whether the way needs an IPC channel. */
export function needsIpc({ kind }: EndWay): boolean {
  return kind === 'message' || kind === 'disconnect'
}

/** `SIGTERM`, `the end of its stdin`, `the LSP shutdown`, `the message “shutdown”`, `the IPC disconnect`. */
export function describeWay(way: EndWay): string {
  switch (way.kind) {
    case 'signal':
      return way.signal
    case 'stdin':
      return way.text === undefined
        ? 'the end of its stdin'
        : `“${shorten(way.text)}” and the end of its stdin`
    case 'lsp':
      return 'the LSP shutdown'
    case 'disconnect':
      return 'the IPC disconnect'
    default: {
      const { message } = way
      return `the message “${typeof message === 'string' ? message : JSON.stringify(message)}”`
    }
  }
}

/** Characters of a text that are told. */
const MAX_TEXT = 40

/** Makes one line of a text, and not a long one. */
export function shorten(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim()
  return line.length > MAX_TEXT ? `${line.slice(0, MAX_TEXT)}…` : line
}

/** As it is written: `SIGTERM`, `stdin`, `stdin:quit`, `lsp`, `message:shutdown`, `disconnect`. */
export function nameWay(way: EndWay): string {
  if (way.kind === 'signal') return way.signal
  if (way.kind === 'stdin' && way.text !== undefined) return `${STDIN}${way.text}`
  if (way.kind !== 'message') return way.kind
  const { message } = way
  return `${MESSAGE}${typeof message === 'string' ? message : JSON.stringify(message)}`
}
