import { runProcess } from './run-process.mjs'

/** Subjects of the project, with the exit code and the verdict that `check` must come to. */
const EXPECTED = {
  'heartbeat.subject.ts': { code: 0, verdict: 'conforms', broken: [] },
  'check-then-sleep.ts': { code: 1, verdict: 'violates', broken: ['STOP-03'] },
}

/**
 * Runs `vitest-shutdown check` on the subjects of a consumer.
 *
 * @param command the program and the arguments that start the command
 * @returns what is wrong; empty where nothing is
 */
export async function runCommand(folder, [program, ...command]) {
  const problems = []
  for (const [module, expected] of Object.entries(EXPECTED)) {
    const args = [...command, 'check', module, '--json', '-']
    const { code, stdout, output } = await runProcess(program, args, { cwd: folder })
    if (code !== expected.code) {
      problems.push(`check ${module}: exit ${code} instead of ${expected.code}:\n${output}`)
      continue
    }
    const [{ verdict, rules }] = JSON.parse(stdout)
    const isFailed = (id) => rules.some((rule) => rule.id === id && rule.status === 'fail')
    const missed = expected.broken.filter((id) => !isFailed(id))
    if (verdict !== expected.verdict) problems.push(`check ${module}: ${verdict}`)
    for (const id of missed) problems.push(`check ${module}: ${id} is not reported`)
  }
  return problems
}
