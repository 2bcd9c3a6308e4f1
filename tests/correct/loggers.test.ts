import { mkdtempSync, readFileSync, rmSync, writeSync } from 'node:fs'
import { devNull, tmpdir } from 'node:os'
import { join } from 'node:path'
import pino from 'pino'
import { describe, expect, test } from 'vitest'
import { checkConformance } from '../../harness/check/check-conformance.ts'
import type { Report } from '../../harness/model/report.ts'
import { loggers } from './loggers/loggers.ts'
import { createPoller, type PollerLog, type Silence } from './loggers/poller.ts'

/** Real milliseconds for each rule that explores: enough for every single operation. */
const BUDGET_MS = 150

/** The rules that are about what is logged, and the explorer's. */
const ABOUT_LINES = ['LOG-01', 'DROP-04', 'DROP-12', 'STOP-10', 'WORK-04', 'WORK-06']

function listBroken({ rules }: Report): string[] {
  return rules.flatMap(({ id, status, level, message }) =>
    level === 'MUST' && (status === 'fail' || status === 'not-run') ? [`${id} ${message}`] : [],
  )
}

function readStatus({ rules }: Report, ids: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    rules.filter(({ id }) => ids.includes(id)).map(({ id, status }) => [id, status]),
  )
}

function checkSilent(log: PollerLog, silence: Silence, only: string[]): Promise<Report> {
  return checkConformance(createPoller(log, silence), { only, budgetMs: BUDGET_MS })
}

describe.for(loggers)('a manager that logs by $name', ({ log }) => {
  test('conforms, and every moment of it is explored', async () => {
    const report = await checkConformance(createPoller(log), { budgetMs: BUDGET_MS })
    expect(listBroken(report)).toEqual([])
    expect(readStatus(report, [...ABOUT_LINES, 'EXPLORE-01', 'EXPLORE-02'])).toEqual(
      Object.fromEntries([...ABOUT_LINES, 'EXPLORE-01', 'EXPLORE-02'].map((id) => [id, 'pass'])),
    )
  })

  test('is told where it is silent', async () => {
    const dropped = await checkSilent(log, 'drop', ['DROP-04', 'EXPLORE-02'])
    expect(listBroken(dropped)).toEqual([
      expect.stringMatching(/^DROP-04 dropped while new, Poller logged no warning$/),
    ])
    const stopped = await checkSilent(log, 'success', ['LOG-01'])
    expect(listBroken(stopped)).toEqual([
      expect.stringMatching(/^LOG-01 shutdown\(\) logged nothing at info level$/),
    ])
    const failed = await checkSilent(log, 'failure', ['STOP-10', 'WORK-04', 'WORK-06'])
    expect(listBroken(failed).map((finding) => finding.slice(0, 7))).toEqual([
      'STOP-10',
      'WORK-04',
      'WORK-06',
    ])
  })
})

describe('by a text without a level', () => {
  const write = (line: string): void => void process.stdout.write(`${line}\n`)
  const plain: PollerLog = { info: write, warn: write, error: write }

  test('nobody is accused: the rules are skipped, and say why', async () => {
    const report = await checkConformance(createPoller(plain), { budgetMs: BUDGET_MS })
    expect(report.verdict).toBe('conforms')
    expect(readStatus(report, ABOUT_LINES)).toEqual(
      Object.fromEntries(ABOUT_LINES.map((id) => [id, 'skip'])),
    )
    expect(report.rules.find(({ id }) => id === 'DROP-04')?.reason).toBe(
      '“poller dropped; call await stop()” was printed, but its level is unknown: print it as JSON with a `level`, or give the manager the logger that `create` receives',
    )
  })

  test.for([
    ['drop', ['DROP-04']],
    ['success', ['LOG-01']],
    ['failure', ['WORK-04', 'WORK-06']],
  ] as const)('who says nothing at all of a %s is told', async ([silence, told]) => {
    const report = await checkSilent(plain, silence, [...told])
    expect(listBroken(report).map((finding) => finding.split(' ')[0])).toEqual(told)
  })
})

describe('where lines go that cannot be seen', () => {
  const byPino = (stream: pino.DestinationStream): PollerLog => {
    const logger = pino(stream)
    return {
      info: (message) => logger.info(message),
      warn: (message) => logger.warn(message),
      error: (message, err) => logger.error({ err }, message),
    }
  }

  test.for([
    [
      'to a worker thread',
      () => pino.transport({ target: 'pino/file', options: { destination: devNull } }),
    ],
    [
      'to the memory of the logger, until there are many',
      () => pino.destination({ sync: false, minLength: 4096 }),
    ],
  ] as const)('%s: the rules about lines are skipped, and say why', async ([, createStream]) => {
    const log = byPino(createStream())
    for (const silence of [undefined, 'drop'] as const) {
      const { rules } = await checkConformance(createPoller(log, silence), {
        only: [...ABOUT_LINES, 'EXPLORE-02'],
        budgetMs: BUDGET_MS,
      })
      const about = rules.filter(({ id }) => ABOUT_LINES.includes(id))
      expect(about.map(({ id, status }) => `${id} ${status}`)).toEqual(
        about.map(({ id }) => `${id} skip`),
      )
      for (const { reason } of about) expect(reason).toMatch(/worker thread|buffers lines/)
      expect(rules.find(({ id }) => id === 'EXPLORE-02')).toMatchObject({ status: 'pass' })
    }
  })

  test('lines in a file are seen, and written all the same', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'loggers-'))
    const dest = join(directory, 'app.log')
    try {
      const log = byPino(pino.destination({ dest, sync: true }))
      const good = await checkConformance(createPoller(log), { only: ABOUT_LINES })
      expect(listBroken(good)).toEqual([])
      expect(readStatus(good, ['DROP-04', 'LOG-01'])).toEqual({
        'DROP-04': 'pass',
        'LOG-01': 'pass',
      })
      expect(listBroken(await checkSilent(log, 'drop', ['DROP-04']))).toHaveLength(1)
      expect(readFileSync(dest, 'utf8')).toContain('poller stopped')
    } finally {
      rmSync(directory, { recursive: true })
    }
  })
})

test('what was printed is kept with the failure', async () => {
  const [{ log } = { log: undefined }] = loggers
  if (log === undefined) throw new Error('there is no logger')
  const { rules } = await checkSilent(log, 'drop', ['DROP-04'])
  expect(rules.find(({ id }) => id === 'DROP-04')?.output).toBeUndefined()
  const chatty: PollerLog = { ...log, warn: (message) => log.info(message) }
  const report = await checkConformance(createPoller(chatty), { only: ['DROP-04'] })
  const { message, output } = report.rules.find(({ id }) => id === 'DROP-04') ?? {}
  expect(message).toBe(
    'dropped while new, Poller logged no warning; it logged info “poller dropped; call await stop()”',
  )
  expect(output).toMatch(/^\{"level":30,.*"msg":"poller dropped; call await stop\(\)"\}\n$/)
})

test('everything is as it was afterwards', async () => {
  const read = (): unknown[] => [
    process.stdout.write,
    process.stderr.write,
    writeSync,
    Atomics.notify,
    Object.keys(process.stdout).filter((key) => /^_?write/.test(key)),
  ]
  const before = read()
  for (const { log } of loggers)
    await checkConformance(createPoller(log), { only: ['DROP-04', 'EXPLORE-02'], budgetMs: 20 })
  expect(read()).toEqual(before)
})
