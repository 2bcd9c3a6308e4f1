/** How a log line counts: `debug` lines count for nothing, and nobody is judged by an `unknown` one. */
export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'unknown'

/** What loggers call their levels: pino, winston (npm and syslog), bunyan, Nest, consola, log4js. */
const NAMES: Readonly<Record<Exclude<LogLevel, 'unknown'>, readonly string[]>> = {
  debug: ['trace', 'debug', 'verbose', 'silly', 'http'],
  info: ['info', 'log', 'notice', 'success', 'start', 'ready'],
  warn: ['warn', 'warning'],
  error: ['error', 'err', 'fatal', 'fail', 'crit', 'critical', 'alert', 'emerg'],
}

const LEVELS = new Map(
  Object.entries(NAMES).flatMap(([level, names]) =>
    names.map((name) => [name, level as LogLevel] as const),
  ),
)

/** The names as alternatives of a regular expression, the longer ones first. */
export const LEVEL_NAMES: string = [...LEVELS.keys()]
  .toSorted((a, b) => b.length - a.length)
  .join('|')

/** pino and bunyan count from 10 for `trace` to 60 for `fatal`; other numbers mean other things elsewhere. */
const [LEAST, INFO, WARN, ERROR, MOST] = [10, 30, 40, 50, 60] as const

/** Reads a level by its name or by its number. */
export function readLogLevel(value: unknown): LogLevel {
  if (typeof value === 'string') return LEVELS.get(value.toLowerCase()) ?? 'unknown'
  if (typeof value !== 'number' || !(value >= LEAST && value <= MOST)) return 'unknown'
  if (value < INFO) return 'debug'
  if (value < WARN) return 'info'
  return value < ERROR ? 'warn' : 'error'
}
