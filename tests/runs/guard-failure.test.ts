import { beforeAll, describe, expect, test } from 'vitest'
import { type GuardRun, runGuardProject } from './run-guard-project.ts'

const TITLE = 'HTTP server on 127.0.0.1:PORT is still open after the test "leaves a server open"'

const CLOSING = `\
  It has been closed, so the next test starts clean.
  Hint: in the test, afterEach or onTestFinished, call server.closeAllConnections() and server.close(). To keep it open, call keep(server).`

const DETAILS = `\
  opened at startServer (start-server.ts:7:10)
       from neighbours.case.ts:11:24
${CLOSING}`

const OTHER_TITLES = [
  'interval of 1000 ms is still running after the test "leaves three things open"',
  'file watcher is still open after the test "leaves three things open"',
  '`SIGTERM` listener `idle` of process is still attached after the test "leaves three things open"',
]

describe('a leaking test fails', () => {
  let run: GuardRun
  beforeAll(async () => {
    run = await runGuardProject('guard-reporters', { reporters: ['default'] })
  })

  test('alone: its neighbours pass, and the run fails', () => {
    expect(run.verdicts).toEqual({
      'neighbours.case.ts': {
        'is clean before': 'passed',
        'leaves a server open': ["start-server.ts: listen(0, '127.0.0.1')"],
        'is clean after': 'passed',
        'leaves three things open': [
          'setInterval(idle, 1000)',
          "watch('.')",
          "on('SIGTERM', idle)",
        ],
      },
    })
    expect(run.exitCode).toBe(1)
    expect(run.unhandled).toEqual([])
  })

  test('with the line that opened the handle, the way there, what was done, and what to do', () => {
    expect(run.output).toContain(
      ` FAIL  neighbours.case.ts > leaves a server open
LeakError: [LEAK] ${TITLE}
${DETAILS}
 ❯ startServer start-server.ts:7:10
      5| export async function startServer(): Promise<Server> {
      6|   const server = createServer()
      7|   server.listen(0, '127.0.0.1')
       |          ^
      8|   await once(server, 'listening')
      9|   return server

`,
    )
  })

  test('with one error for each of several leaks', () => {
    expect(run.findMessages('neighbours.case.ts', 'leaves three things open')).toEqual([
      `LeakError: [LEAK] ${OTHER_TITLES[0]}
  set at neighbours.case.ts:21:3
  It has been cleared, so the next test starts clean.
  Hint: in the test, afterEach or onTestFinished, call clearInterval(timer). To keep it open, call keep(timer).`,
      `LeakError: [LEAK] ${OTHER_TITLES[1]}
  opened at neighbours.case.ts:22:3
  It has been closed, so the next test starts clean.
  Hint: in the test, afterEach or onTestFinished, call watcher.close(). To keep it open, call keep(watcher).`,
      `LeakError: [LEAK] ${OTHER_TITLES[2]}
  attached at neighbours.case.ts:23:11
  It has been removed, so the next test starts clean.
  Hint: in the test, afterEach or onTestFinished, call process.off('SIGTERM', idle). To keep it open, call keep(listener).`,
    ])
  })
})

describe('a leak is an ordinary error of the test in', () => {
  let run: GuardRun
  beforeAll(async () => {
    run = await runGuardProject('guard-reporters', {
      reporters: ['verbose', 'json', 'junit', 'github-actions', 'tap'],
      args: ['json', 'junit'].map((name) => `--outputFile.${name}=report.${name}`),
      files: ['report.json', 'report.junit'],
    })
  })

  test('verbose', () => {
    expect(run.output).toContain(' ✓ neighbours.case.ts > is clean before DURATION\n')
    expect(run.output).toContain(
      ` × neighbours.case.ts > leaves a server open DURATION\n   → [LEAK] ${TITLE}\n${DETAILS}\n`,
    )
    for (const title of OTHER_TITLES) expect(run.output).toContain(`   → [LEAK] ${title}\n`)
  })

  test('json', () => {
    const report = JSON.parse(run.files['report.json'] ?? '') as {
      success: boolean
      testResults: { assertionResults: { status: string; failureMessages: string[] }[] }[]
    }
    const results = report.testResults[0]?.assertionResults ?? []
    expect(report.success).toBe(false)
    expect(results.map(({ status }) => status)).toEqual(['passed', 'failed', 'passed', 'failed'])
    expect(results[1]?.failureMessages).toEqual([
      `LeakError: [LEAK] HTTP server on 127.0.0.1:… is still open after its test
  opened at startServer (start-server.ts:7:10)
${CLOSING}
    at startServer (start-server.ts:7:10)`,
    ])
    expect(results[3]?.failureMessages).toHaveLength(3)
  })

  test('junit', () => {
    const [, ofTest = ''] = (run.files['report.junit'] ?? '').split('name="leaves a server open"')
    const text = ofTest.slice(0, ofTest.indexOf('</testcase>')).replaceAll('&quot;', '"')
    expect(text).toContain(`<failure message="[LEAK] ${TITLE}`)
    expect(text).toContain(`type="LeakError">\nLeakError: [LEAK] ${TITLE}\n${DETAILS}\n`)
    expect(text).toContain(' ❯ startServer start-server.ts:7:10\n')
  })

  test('github-actions', () => {
    const annotations = run.output.split('\n').filter((line) => line.startsWith('::error '))
    expect(annotations).toHaveLength(4)
    expect(annotations[0]?.replaceAll('%0A', '\n')).toBe(
      `::error file=start-server.ts,title=neighbours.case.ts > leaves a server open,line=7,column=10::LeakError: [LEAK] ${TITLE}
${DETAILS}
 ❯ startServer start-server.ts:7:10

`,
    )
  })

  test('tap', () => {
    expect(run.output).toContain('\n    ok 1 - is clean before # time=DURATION\n')
    const title = TITLE.replaceAll('"', String.raw`\"`)
    expect(run.output).toContain(
      `\n    not ok 2 - leaves a server open # time=DURATION
        ---
        error:
            name: "LeakError"
            message: "[LEAK] ${title}
${DETAILS}"
        at: "start-server.ts:7:10"
`,
    )
  })
})

describe('one cause of many failures', () => {
  let run: GuardRun
  beforeAll(async () => {
    run = await runGuardProject('guard-one-cause', {
      reporters: ['default'],
      args: ['--no-file-parallelism', '--sequence.shuffle=false'],
    })
  })

  test('is told once at the end of the run, with all of its tests', () => {
    const told = run.output.slice(run.output.indexOf(' FAIL '))
    expect(told.match(/^LeakError: .*$/gm)).toEqual([
      'LeakError: [LEAK] HTTP server on 127.0.0.1:PORT is still open after the test "asks a server, row 1"',
      'LeakError: [LEAK] interval of 1000 ms is still running after the test "asks a server for more"',
    ])
    expect(told.match(/^ FAIL .*$/gm)).toEqual([
      ' FAIL  first.case.ts > asks a server, row 1',
      ' FAIL  first.case.ts > asks a server, row 2',
      ' FAIL  first.case.ts > asks a server for more',
      ' FAIL  second.case.ts > asks two servers',
      ' FAIL  first.case.ts > asks a server for more',
    ])
  })

  test('is settled by one line, which is ready to paste', () => {
    expect(run.output).toContain(
      `vitest-shutdown: 3 tests of this file leave servers open that are opened at the same place, startServer (start-server.ts:7:10); the first is "asks a server, row 1". To keep them open: configureGuard({ ignore: [{ kind: 'server', source: 'start-server.ts:7', reason: '…' }] })\n`,
    )
  })
})
