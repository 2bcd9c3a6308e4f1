import { stripVTControlCharacters } from 'node:util'
import { LEVEL_NAMES, readLogLevel, type LogLevel } from './log-level.ts'

/** One line that a logger printed, as far as it can be read. */
export interface LogText {
  readonly level: LogLevel
  /** The message; of a format that is not known, all of it. */
  readonly text: string
  /** Whether it is only a stack, which some loggers print after the line that it belongs to. */
  readonly isStack: boolean
  /** When it was logged, where it says so as pino and bunyan do; in milliseconds since 1970. */
  readonly atMs?: number | undefined
}

/** `2026-11-30T14:48:34.000Z`, `[14:48:34.000]`, `11/30/2026, 2:48:34 PM`, with what separates it from the rest. */
const TIME = String.raw`(?:\[?\d[\dT:.,/+-]*(?:[ ,]+\d[\d:.,]*)*Z?(?: ?[AP]M)?\]?[\s|:-]+)?`

/** Not `Error`, which begins a stack. */
const NAMES = `${LEVEL_NAMES}|${LEVEL_NAMES.toUpperCase()}`

const HEADERS: readonly RegExp[] = [
  // Nest: `[Nest] 4711  - 11/30/2026, 2:48:34 PM     LOG [Poller] stopped`
  new RegExp(
    String.raw`^\[[^\]]+\] \d+ +- .*? (?<level>LOG|WARN|ERROR|FATAL|DEBUG|VERBOSE) (?:\[[^\]]*\] )?(?<text>.*)$`,
  ),
  // consola without colours, log4js: `[warn] dropped`, `[2026-11-30T14:48:34.000] [WARN] default - dropped`
  new RegExp(String.raw`^${TIME}\[(?<level>${NAMES})\] ?(?<text>.*)$`),
  // winston, pino-pretty: `warn: dropped`, `[14:48:34.000] WARN (4711): dropped`
  new RegExp(String.raw`^${TIME}(?<level>${NAMES})(?: \([^)]*\))?:\s*(?<text>.*)$`),
  // consola in colour, and many home-made ones: ` WARN  dropped`
  new RegExp(String.raw`^${TIME}(?<level>${LEVEL_NAMES.toUpperCase()})[\s|-]+(?<text>.*)$`),
]

/** What consola prints in place of a level. */
const BADGES: Readonly<Record<string, LogLevel>> = {
  ℹ: 'info',
  '✔': 'info',
  '◐': 'info',
  '⚠': 'warn',
  '✖': 'error',
  '⚙': 'debug',
  '→': 'debug',
}

const STACK_FRAME = /^\s+at \S/m

/**
 * Reads what was printed at once: the lines of pino, bunyan, winston, Nest, Fastify, consola and of
 * whoever prints JSON with a level, or the level at the start of a line. What follows a line and
 * does not begin one belongs to it.
 */
export function readLogText(printed: string): LogText[] {
  const plain = stripVTControlCharacters(printed)
  const whole = readJson(plain) ?? readInspected(plain)
  if (whole !== undefined) return [whole]
  const found: { level: LogLevel; lines: string[]; atMs?: number | undefined }[] = []
  for (const line of plain.split(/\r?\n/)) {
    const last = found.at(-1)
    const read = readJson(line) ?? readHeader(line)
    if (read !== undefined) found.push({ ...read, lines: [read.text] })
    else if (last !== undefined) last.lines.push(line)
    else if (line.trim() !== '') found.push({ level: 'unknown', lines: [line] })
  }
  return found.map(({ level, lines, atMs }) => {
    const text = lines.join('\n').trim()
    const isStack = level === 'unknown' && STACK_FRAME.test(text)
    return { level, text, isStack, atMs }
  })
}

function readHeader(line: string): LogText | undefined {
  const start = line.trimStart()
  for (const header of HEADERS) {
    const { level, text = '' } = header.exec(start)?.groups ?? {}
    if (level !== undefined) return { level: readLogLevel(level), text, isStack: false }
  }
  const [badge = '', ...words] = start.split(' ')
  const level = BADGES[badge]
  return level && { level, text: words.join(' ').trim(), isStack: false }
}

/** A line of JSON, wherever it keeps its level: pino, bunyan, winston, Nest, ECS, logstash, GCP. */
function readJson(text: string): LogText | undefined {
  const trimmed = text.trim()
  if (!trimmed.startsWith('{') || !trimmed.endsWith('}')) return undefined
  let entry: Readonly<Record<string, unknown>>
  try {
    entry = JSON.parse(trimmed) as Readonly<Record<string, unknown>>
  } catch {
    return undefined
  }
  const fields = entry['@fields'] as Readonly<Record<string, unknown>> | undefined
  const level = entry.level ?? entry.severity ?? entry['log.level'] ?? fields?.level
  const message = entry.msg ?? entry.message ?? entry['@message']
  const cause = (entry.err ?? entry.error) as { message?: unknown } | undefined
  const words = [message, cause?.message].filter((each) => typeof each === 'string' && each !== '')
  const { time } = entry
  const atMs = typeof time === 'string' ? Date.parse(time) : time
  return {
    level: readLogLevel(level),
    text: words.length === 0 ? trimmed : words.join(': '),
    isStack: false,
    ...(typeof atMs === 'number' && Number.isFinite(atMs) ? { atMs } : {}),
  }
}

/** An object as `util.inspect()` shows it, which is what winston's `prettyPrint()` prints. */
function readInspected(text: string): LogText | undefined {
  if (!/^\s*\{[^]*\}\s*$/.test(text)) return undefined
  const level = /\blevel: '(\w+)'/.exec(text)?.[1]
  const message = /\bmessage: '((?:[^'\\]|\\.)*)'/.exec(text)?.[1]
  if (level === undefined || message === undefined) return undefined
  return { level: readLogLevel(level), text: message, isStack: false }
}
