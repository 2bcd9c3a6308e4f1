import { describe, test } from 'vitest'
import {
  formatProbe,
  probeProcess,
  type ProbeOptions,
  type ProbeReport,
} from 'vitest-shutdown/harness'
import { createProject } from '../../cli/project.ts'

async function probe(program: string, options: Partial<ProbeOptions> = {}): Promise<ProbeReport> {
  const cwd = createProject({ 'main.mjs': program })
  return probeProcess({ module: 'main.mjs', cwd, deadlineMs: 500, ...options })
}

function findReason({ rules }: ProbeReport, wanted: string): string | undefined {
  return rules.find(({ id }) => id === wanted)?.reason
}

/** It listens at once, and takes a while to connect. */
const SLOW_START = `import { setTimeout as sleep } from 'node:timers/promises'
let jobs
process.on('SIGTERM', () => clearInterval(jobs))
await sleep(1800)
console.log('4 workers are ready')
jobs = setInterval(() => {}, 1000)
`

/** It takes the next job as soon as one is done. */
const CONSUMER = `import { setTimeout as sleep } from 'node:timers/promises'
process.on('SIGTERM', () => process.exit(0))
async function consume() {
  for (let n = 1; ; n += 1) {
    console.log(\`job \${n} started\`)
    await sleep(n === 1 ? 50 : 60_000)
    console.log(\`job \${n} done\`)
  }
}
void consume()
`

/** It connects before it takes jobs. */
const CONNECTS = `process.on('SIGTERM', () => process.exit(0))
setTimeout(() => console.log('connected'), 60_000)
`

// Signals cannot be sent on Windows.
describe.skipIf(process.platform === 'win32').concurrent('a report that needed an option', () => {
  test('says so where the program says that it is ready only later', async ({ expect }) => {
    const report = await probe(SLOW_START)
    expect(report.probe.notes).toEqual([
      "SIGTERM may have come while it was still starting: it printed “4 workers are ready” after that. If it is ready only then, add `--ready-when '4 workers are ready'`.",
    ])
    expect(formatProbe(report)).toContain(`\n\nNote: ${report.probe.notes[0]}\n\n`)
  })

  test('says so where the program opens something only later, and says nothing', async ({
    expect,
  }) => {
    const report = await probe(SLOW_START.replace(/console.log.*\n/, ''))
    expect(report.probe.notes).toEqual([
      'SIGTERM may have come while it was still starting: it opened this after that: interval of 1000 ms (main.mjs:5). If it was not ready, name what it prints once it is with `--ready-when TEXT`.',
    ])
  })

  test('and has it says nothing', async ({ expect }) => {
    const report = await probe(SLOW_START, { readyWhen: 'workers are ready' })
    expect(report.probe.notes).toEqual([])
    expect(report.rules.find(({ id }) => id === 'PROC-04')?.status).toBe('skip')
  })

  test('says so where nothing else shows that the program had started', async ({ expect }) => {
    const [report, shown] = await Promise.all([
      probe(CONNECTS),
      probe(`console.log('the worker is running')\n${CONNECTS}`),
    ])
    expect(findReason(report, 'LEAK-05')).toBe(
      'the program ends by process.exit(), which ends whatever is left open: timeout of 60000 ms (main.mjs:2). If that is work, name the text that it prints when all work is done with `--complete-when TEXT`. If it was still starting, name what it prints once it is ready with `--ready-when TEXT`',
    )
    expect(findReason(shown, 'LEAK-05')).not.toContain('--ready-when')
  })

  test('says so where a job was begun, and its end was not printed', async ({ expect }) => {
    const [report, complete] = await Promise.all([
      probe(CONSUMER),
      probe(CONSUMER, { completeWhen: 'job 2 done' }),
    ])
    expect(report.probe.notes).toEqual([
      'It printed “job 2 started”, and ended without “job 2 done”. If that was work, name what it prints when all work is done with `--complete-when TEXT`.',
    ])
    expect(complete.probe.notes).toEqual([])
    expect(complete.verdict).toBe('violates')
  })

  test('says so of what a signal that is raised again cuts off', async ({ expect }) => {
    const report = await probe(`const job = setTimeout(() => console.log('saved'), 60_000)
process.once('SIGTERM', () => process.kill(process.pid, 'SIGTERM'))
`)
    expect(findReason(report, 'LEAK-05')).toBe(
      'the program ends by raising the signal again, which ends whatever is left open: timeout of 60000 ms (main.mjs:1). If that is work, name the text that it prints when all work is done with `--complete-when TEXT`. If it was still starting, name what it prints once it is ready with `--ready-when TEXT`',
    )
  })

  test('says nothing of lines that only look like that', async ({ expect }) => {
    const report = await probe(`let n = 0
const timer = setInterval(() => console.log(n % 2 ? \`tick \${n++}\` : \`tock \${n++}\`), 20)
setTimeout(() => clearInterval(timer), 250)
const hold = setInterval(() => {}, 1000)
process.on('SIGTERM', () => {
  console.log('no longer ready')
  setTimeout(() => console.log('all connections are closed, ready to exit'), 50)
  clearInterval(hold)
  clearInterval(timer)
})
`)
    expect(report.probe.notes).toEqual([])
  })
})
