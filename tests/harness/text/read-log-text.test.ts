import { describe, expect, test } from 'vitest'
import { readLogLevel } from '../../../harness/text/log-level.ts'
import { readLogText } from '../../../harness/text/read-log-text.ts'

const ESCAPE = String.fromCodePoint(27)

/** What was printed, and `level text` of each line read from it. */
const PRINTED: readonly (readonly [logger: string, printed: string, ...lines: string[]])[] = [
  ['pino', '{"level":40,"time":1796050425794,"pid":1,"msg":"dropped"}\n', 'warn dropped'],
  [
    'pino, an error',
    '{"level":50,"time":1,"err":{"type":"Error","message":"no network","stack":"…"},"msg":"poll failed"}\n',
    'error poll failed: no network',
  ],
  [
    'pino, two lines at once',
    '{"level":30,"msg":"one"}\n{"level":60,"msg":"two"}\n',
    'info one',
    'error two',
  ],
  ['pino with labels', '{"level":"info","time":1,"msg":"stopped"}\n', 'info stopped'],
  [
    'Fastify',
    '{"level":30,"time":1,"reqId":"req-1","req":{"method":"GET"},"msg":"incoming request"}\n',
    'info incoming request',
  ],
  [
    'pino-pretty',
    '[14:48:34.123] WARN (4711): dropped\n    attempt: 1\n',
    'warn dropped\n    attempt: 1',
  ],
  [
    'bunyan',
    '{"name":"t","hostname":"h","pid":1,"level":20,"msg":"tick","time":"2026-11-30T14:53:45.799Z","v":0}\n',
    'debug tick',
  ],
  ['winston, json', '{"level":"warn","message":"dropped"}\n', 'warn dropped'],
  ['winston, simple', 'warn: dropped\n', 'warn dropped'],
  [
    'winston, simple, with what else there was',
    'error: failed {"code":7}',
    'error failed {"code":7}',
  ],
  ['winston, cli', `${ESCAPE}[33mwarn${ESCAPE}[39m:    dropped\n`, 'warn dropped'],
  ['winston, printf', '2026-11-30T14:53:45.809Z error: failed x\n', 'error failed x'],
  ['winston, prettyPrint', "{ message: 'dropped', level: 'warn' }\n", 'warn dropped'],
  ['winston, logstash', '{"@fields":{"level":"warn"},"@message":"dropped"}\n', 'warn dropped'],
  ['winston, syslog levels', 'notice: stopped\n', 'info stopped'],
  ['Nest', '[Nest] 4711  - 11/30/2026, 2:48:34 PM     LOG [Poller] stopped\n', 'info stopped'],
  [
    'Nest in colour',
    `${ESCAPE}[33m[Nest] 4711  - ${ESCAPE}[39m30.11.2026, 14:48:34 ${ESCAPE}[33m   WARN${ESCAPE}[39m ${ESCAPE}[33m[Poller] ${ESCAPE}[39m${ESCAPE}[33mdropped${ESCAPE}[39m${ESCAPE}[33m +3ms${ESCAPE}[39m\n`,
    'warn dropped +3ms',
  ],
  [
    'Nest without a context',
    '[App] 4711  - 11/30/2026, 2:48:34 PM VERBOSE connecting\n',
    'debug connecting',
  ],
  ['Nest, json', '{"level":"log","pid":1,"timestamp":1,"message":"stopped"}\n', 'info stopped'],
  ['consola', '[warn] dropped\n', 'warn dropped'],
  ['consola, an error', '[error] x\n  at f (a.ts:1:1)\n', 'error x\n  at f (a.ts:1:1)'],
  ['consola in colour', `\n${ESCAPE}[43m WARN ${ESCAPE}[0m dropped\n\n`, 'warn dropped'],
  ['consola in colour, a badge', 'ℹ stopped\n', 'info stopped'],
  ['consola in colour, another', '✔ done\n', 'info done'],
  ['log4js', '[2026-11-30T14:48:34.000] [WARN] default - dropped\n', 'warn default - dropped'],
  ['tslog', '2026-11-30 14:48:34.000\tERROR\tfailed\n', 'error failed'],
  ['ECS', '{"log.level":"error","message":"failed"}\n', 'error failed'],
  ['Google Cloud', '{"severity":"WARNING","message":"dropped"}\n', 'warn dropped'],
  [
    'a plain text',
    'poller dropped; call await stop()\n',
    'unknown poller dropped; call await stop()',
  ],
  ['a text of several lines', 'stopping\n  3 left\n', 'unknown stopping\n  3 left'],
  [
    'a text that begins like a level',
    'information about errors\n',
    'unknown information about errors',
  ],
  ['a sentence that begins with a level', 'error while polling\n', 'unknown error while polling'],
  ['JSON without a level', '{"msg":"dropped"}\n', 'unknown dropped'],
  ['JSON that is none', '{"level":40,\n', 'unknown {"level":40,'],
  ['JSON with a level of its own', '{"level":3,"msg":"high"}\n', 'unknown high'],
  ['JSON of nothing', '{}\n', 'unknown {}'],
  ['blank lines', '\n \n'],
]

describe('what loggers print is read', () => {
  test.for(PRINTED)('%s', ([, printed, ...lines]) => {
    expect(readLogText(printed).map(({ level, text }) => `${level} ${text}`)).toEqual(lines)
  })

  test('a stack by itself is known for one', () => {
    const [stack, ...others] = readLogText('Error: x\n    at f (a.ts:1:1)\n')
    expect(stack).toMatchObject({ level: 'unknown', isStack: true })
    expect(others).toEqual([])
    expect(readLogText('error: x\n    at f (a.ts:1:1)\n')).toMatchObject([{ isStack: false }])
  })
})

test.for([
  [9, 'unknown'],
  [10, 'debug'],
  [29, 'debug'],
  [30, 'info'],
  [35, 'info'],
  [40, 'warn'],
  [50, 'error'],
  [60, 'error'],
  [61, 'unknown'],
  [Number.NaN, 'unknown'],
  ['WARN', 'warn'],
  ['nonsense', 'unknown'],
  [undefined, 'unknown'],
  [null, 'unknown'],
] as const)('the level %s is %s', ([value, level]) => {
  expect(readLogLevel(value)).toBe(level)
})
