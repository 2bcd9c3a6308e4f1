import { readdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Report } from '../../../harness/model/report.ts'
import { createProject, HEARTBEAT } from '../project.ts'
import { MODULES, runCommand } from '../run-command.ts'

function readReports(json: string): Report[] {
  return JSON.parse(json) as Report[]
}

test('check exits with 0 when every MUST holds', async () => {
  const { code, stdout, stderr } = await runCommand(['check', 'heartbeat.ts'])
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  expect(stdout).toMatch(/^Heartbeat \(heartbeat\.ts\): conforms: \d+ rules passed, /)
  expect(stdout).toMatch(/\nSkipped \d+ rules that do not apply; `--verbose` says why\n$/)
})

test('check exits with 1 when a MUST is broken, and shows what happened when', async () => {
  const { code, stdout } = await runCommand(['check', 'leaky.ts', '--only', 'STOP-03'])
  expect(code).toBe(1)
  expect(stdout).toBe(`Leaky (leaky.ts): violates: 1 rule passed, 1 MUST failed

[STOP-03] no run starts after shutdown() was called
  Leaky started run #2 at 2000 ms, 1000 ms after shutdown()

     0 ms  create
  1000 ms  run #1 started
  1000 ms  run #1 done
  1000 ms  shutdown() called
  1000 ms  shutdown() fulfilled
  2000 ms  run #2 started                ← not allowed
  2000 ms  run #2 done
  3000 ms  run #3 started
  3000 ms  run #3 done
           … 16 more

  at run (leaky.ts:7:13)
  Hint: check the stop flag after every sleep and right before the work, and clear the timer before awaiting the run in flight.
  Run: npx vitest-shutdown explain STOP-03
`)
})

test('--only takes several rules, in one list or in several, in any case', async () => {
  const { stdout } = await runCommand([
    'check',
    'heartbeat.ts',
    '--only',
    'stop-01,STOP-03',
    '--only',
    'DROP-01',
    '--json',
    '-',
  ])
  const [report] = readReports(stdout)
  expect(report?.rules.map(({ id }) => id)).toEqual(['KIT-00', 'STOP-01', 'STOP-03', 'DROP-01'])
})

test('--only takes areas too: all rules of each', async () => {
  const { stdout } = await runCommand([
    'check',
    'heartbeat.ts',
    '--only',
    'state,LOG-01',
    '--json',
    '-',
  ])
  const [report] = readReports(stdout)
  expect(report?.rules.map(({ id }) => id)).toEqual(['KIT-00', 'STATE-01', 'STATE-02', 'LOG-01'])
})

test('--profile graceful promises neither drop nor log lines, and --verbose lists what is skipped', async () => {
  const args = [
    'check',
    'heartbeat.ts',
    '--profile',
    'graceful',
    '--only',
    'STOP-01,LOG-01,DROP-01',
  ]
  const { code, stdout } = await runCommand([...args, '--verbose'])
  expect(code).toBe(0)
  expect(stdout).toBe(`Heartbeat (heartbeat.ts): conforms (graceful): 2 rules passed, 2 skipped

Skipped
   2  not promised: the profile of the subject is \`graceful\` (DROP-01, LOG-01)
`)
  expect((await runCommand(args)).stdout)
    .toBe(`Heartbeat (heartbeat.ts): conforms (graceful): 2 rules passed, 2 skipped

Skipped 2 rules that do not apply; \`--verbose\` says why
`)
})

test('--json - writes pure JSON to stdout, an entry per subject, and the text to stderr', async () => {
  const args = ['check', 'pair.ts', 'heartbeat.ts', '--json', '-', '--only', 'STOP-03,CLONE-01']
  const { code, stdout, stderr } = await runCommand(args)
  expect(code).toBe(1)
  expect(stderr).toMatch(/^Leaky \(pair\.ts\): violates: /)
  const reports = readReports(stdout)
  expect(reports.map(({ module, subject, verdict }) => [module, subject, verdict])).toEqual([
    ['pair.ts', 'Leaky', 'violates'],
    ['pair.ts', 'Twin', 'conforms'],
    ['heartbeat.ts', 'Heartbeat', 'conforms'],
  ])
  expect(reports[2]).toEqual({
    schema: 2,
    module: 'heartbeat.ts',
    subject: 'Heartbeat',
    ownership: 'owned',
    verdict: 'conforms',
    profile: 'full',
    seed: 1,
    counts: { pass: 2, fail: 0, skip: 1, waived: 0, notRun: 0 },
    rules: [
      expect.objectContaining({ id: 'KIT-00', level: 'MUST', status: 'pass' }),
      expect.objectContaining({ id: 'STOP-03', level: 'MUST', status: 'pass' }),
      expect.objectContaining({
        id: 'CLONE-01',
        status: 'skip',
        reason: 'the subject is `owned`: it has no clones',
      }),
    ],
  })
  expect(Object.keys(reports[0] ?? {})).toEqual(Object.keys(reports[2] ?? {}))
})

test('--seed N is what everything random begins with, and in the JSON', async () => {
  const args = ['check', 'heartbeat.ts', '--json', '-', '--only', 'STOP-03', '--seed', '7']
  const { code, stdout } = await runCommand(args)
  expect(code).toBe(0)
  expect(readReports(stdout)).toMatchObject([{ verdict: 'conforms', seed: 7 }])
})

test('--json FILE writes the JSON to the file and the text to stdout', async () => {
  const directory = createProject({ 'heartbeat.js': HEARTBEAT })
  const args = ['check', './heartbeat.js', '--json', 'report.json', '--only', 'STOP-01']
  const { code, stdout } = await runCommand(args, { directory })
  expect(code).toBe(0)
  expect(stdout).toBe('Heartbeat (./heartbeat.js): conforms: 2 rules passed\n')
  const [report] = readReports(readFileSync(join(directory, 'report.json'), 'utf8'))
  expect(report).toMatchObject({ module: './heartbeat.js', verdict: 'conforms' })
})

test('one bad module among several makes 2 of it, and the others are checked all the same', async () => {
  const args = ['check', 'heartbeat.ts', 'nowhere.ts', 'leaky.ts', '--only', 'DROP-04']
  const { code, stdout, stderr } = await runCommand(args)
  expect({ code, stderr }).toEqual({ code: 2, stderr: '' })
  expect(stdout).toBe(`Heartbeat (heartbeat.ts): conforms: 2 rules passed
nowhere.ts: unusable: it could not be checked
Leaky (leaky.ts): conforms: 2 rules passed

── nowhere.ts ──

  Module \`nowhere.ts\` was not found from ${MODULES}.

3 subjects: 2 conform, 1 is unusable.
`)
})

test('a module that is named twice is checked once', async () => {
  const args = ['check', 'heartbeat.ts', 'heartbeat.ts', '--only', 'STOP-01']
  expect((await runCommand(args)).stdout).toBe(
    'Heartbeat (heartbeat.ts): conforms: 2 rules passed\n',
  )
})

test.for([
  ['FORCE_COLOR outranks that stdout is no terminal', { FORCE_COLOR: '1' }, true],
  ['NO_COLOR is honoured', { NO_COLOR: '1' }, false],
  ['FORCE_COLOR outranks NO_COLOR', { FORCE_COLOR: '1', NO_COLOR: '1' }, true],
  ['FORCE_COLOR=0 is no colour', { FORCE_COLOR: '0' }, false],
] as const)('%s', async ([, env, isColoured]) => {
  const { stdout } = await runCommand(['rules'], { env })
  expect(stdout.includes('\u001B[')).toBe(isColoured)
})

test('check leaves no file in the temporary folder', async () => {
  const before = createProject({})
  const env = { TMPDIR: before }
  expect((await runCommand(['check', 'heartbeat.ts', '--only', 'STOP-01'], { env })).code).toBe(0)
  expect(readdirSync(before)).toEqual([])
  expect(tmpdir()).not.toBe(before)
})

test('an interrupted check leaves no file in the temporary folder, and exits as interrupted', async () => {
  const before = createProject({})
  const args = ['check', 'never-loads.ts']
  const result = await runCommand(args, {
    env: { TMPDIR: before },
    interruptWhen: () => readdirSync(before).length > 0,
  })
  expect(result).toEqual({ code: 130, stdout: '', stderr: '' })
  expect(readdirSync(before)).toEqual([])
})
