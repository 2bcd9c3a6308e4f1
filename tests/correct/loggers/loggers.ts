import { writeSync } from 'node:fs'
import bunyan from 'bunyan'
import { createConsola } from 'consola'
import pino from 'pino'
import winston from 'winston'
import type { PollerLog } from './poller.ts'

type PinoLike = {
  info(message: string): void
  warn(message: string): void
  error(fields: { err: unknown }, message: string): void
}

/** pino, bunyan and Fastify's logger take the error first. */
function byFields(logger: PinoLike): PollerLog {
  return {
    info: (message) => logger.info(message),
    warn: (message) => logger.warn(message),
    error: (message, err) => logger.error({ err }, message),
  }
}

function createWinston(format: winston.Logform.Format): PollerLog {
  const logger = winston.createLogger({ format, transports: [new winston.transports.Console()] })
  return {
    info: (message) => void logger.info(message),
    warn: (message) => void logger.warn(message),
    error: (message, error) => void logger.error(message, { error: String(error) }),
  }
}

function createConsolaLog(isFancy: boolean): PollerLog {
  // It would hold back what it takes for repetitions, and count those over all managers.
  const logger = createConsola({ fancy: isFancy, level: 3, throttle: 0 })
  return {
    info: (message) => logger.info(message),
    warn: (message) => logger.warn(message),
    error: (message, error) => logger.error(message, error),
  }
}

const ESCAPE = String.fromCodePoint(27)

/** Prints as Nest's `ConsoleLogger` does, in colour, and the stack by itself on standard error. */
function createNestLike(): PollerLog {
  const print = (level: string, color: number, message: string): void => {
    const paint = (text: string): string => `${ESCAPE}[${color}m${text}${ESCAPE}[39m`
    const when = `${new Date().toLocaleString('en-US')} `
    process.stdout.write(
      `${paint(`[Nest] ${process.pid}  - `)}${when}${paint(level.padStart(7))} ${paint('[Poller] ')}${paint(message)}\n`,
    )
  }
  return {
    info: (message) => print('LOG', 32, message),
    warn: (message) => print('WARN', 33, message),
    error: (message, error) => {
      print('ERROR', 31, message)
      if (error instanceof Error) process.stderr.write(`${error.stack}\n`)
    },
  }
}

function byLine(write: (line: string) => void): PollerLog {
  return {
    info: (message) => write(`info: ${message}\n`),
    warn: (message) => write(`warn: ${message}\n`),
    error: (message, error) => write(`error: ${message}: ${String(error)}\n`),
  }
}

const capturedWrite = process.stdout.write.bind(process.stdout)

/** What real projects log by: all of it goes to standard output or standard error. */
export const loggers: readonly { readonly name: string; readonly log: PollerLog }[] = [
  { name: 'pino', log: byFields(pino()) },
  { name: 'pino, asynchronous', log: byFields(pino(pino.destination({ sync: false }))) },
  {
    name: 'pino with the names of levels',
    log: byFields(pino({ formatters: { level: (level) => ({ level }) } })),
  },
  { name: 'a child of pino', log: byFields(pino().child({ module: 'poller' })) },
  { name: 'bunyan', log: byFields(bunyan.createLogger({ name: 'poller' })) },
  { name: 'winston', log: createWinston(winston.format.json()) },
  { name: 'winston in plain text', log: createWinston(winston.format.simple()) },
  {
    name: 'winston with times and colours',
    log: createWinston(
      winston.format.combine(
        winston.format.timestamp(),
        winston.format.colorize(),
        winston.format.printf(({ timestamp, level, message }) =>
          [timestamp, `${level}:`, message].join(' '),
        ),
      ),
    ),
  },
  { name: 'consola', log: createConsolaLog(false) },
  { name: 'consola in colour', log: createConsolaLog(true) },
  { name: "Nest's format", log: createNestLike() },
  { name: 'process.stderr.write()', log: byLine((line) => process.stderr.write(line)) },
  { name: 'a write() that was captured at load', log: byLine((line) => capturedWrite(line)) },
  { name: 'fs.writeSync(), imported by name', log: byLine((line) => writeSync(1, line)) },
  {
    name: 'JSON by console.log()',
    log: {
      info: (message) => console.log(JSON.stringify({ level: 'info', message })),
      warn: (message) => console.log(JSON.stringify({ level: 'warn', message })),
      error: (message, error) =>
        console.log(JSON.stringify({ level: 'error', message, cause: String(error) })),
    },
  },
]
