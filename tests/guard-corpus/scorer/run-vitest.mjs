import { spawn } from 'node:child_process'
import { closeSync, existsSync, openSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'

const LIMIT_MS = 60_000

/** Kills a process and all it started, as far as these stayed in its group. */
function killGroup(pid) {
  try {
    process.kill(-pid, 'SIGKILL')
  } catch (error) {
    if (error.code !== 'ESRCH') throw error
  }
}

/** Runs Vitest once; resolves with its report, its output, how long it took. */
async function runVitest({ root, vitest }, name, args, limitMs) {
  const report = join(root, `${name}.report.json`)
  const log = join(root, `${name}.log`)
  const fd = openSync(log, 'w')
  const startedAt = performance.now()
  const reporters = ['--reporter=default', '--reporter=./result-reporter.mjs']
  const child = spawn(process.execPath, [vitest, 'run', ...reporters, ...args], {
    cwd: root,
    env: { ...process.env, NO_COLOR: '1', CI: '1', CORPUS_REPORT: report, VITEST: undefined },
    // Files, not pipes: what a case leaves running must not keep this process waiting.
    stdio: ['ignore', fd, fd],
    detached: true,
  })
  closeSync(fd)
  let hung = false
  const limit = setTimeout(() => {
    hung = true
    killGroup(child.pid)
  }, limitMs)
  const stop = () => killGroup(child.pid)
  process.once('exit', stop)
  const exitCode = await new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', resolve)
  })
  clearTimeout(limit)
  process.off('exit', stop)
  killGroup(child.pid)
  return {
    ...(existsSync(report)
      ? JSON.parse(readFileSync(report, 'utf8'))
      : { files: [], unhandled: [] }),
    output: stripVTControlCharacters(readFileSync(log, 'utf8')),
    exitCode,
    hung,
    ms: Math.round(performance.now() - startedAt),
  }
}

function pick({ files, ...run }, file) {
  return { ...run, result: files.find(({ path }) => path === file || path.endsWith(`/${file}`)) }
}

/** Runs each case in a Vitest of its own, `jobs` at a time. */
export async function runAlone(project, cases, jobs, verbose) {
  const results = new Map()
  const queue = [...cases]
  async function work() {
    for (let one = queue.shift(); one !== undefined; one = queue.shift()) {
      const name = one.id.replaceAll('/', '-')
      const run = await runVitest(project, name, [one.file], LIMIT_MS)
      results.set(one.id, pick(run, one.file))
      if (verbose) console.error(`${one.id} ${run.ms} ms, exit ${run.exitCode}`)
    }
  }
  await Promise.all(Array.from({ length: jobs }, work))
  return results
}

/** Runs all cases in one Vitest. */
export async function runTogether(project, cases) {
  const files = cases.map(({ file }) => file)
  const run = await runVitest(project, 'together', files, LIMIT_MS + cases.length * 3000)
  // An error of no test is a case's where Vitest says in which file it came, else the run's.
  const isOf = ({ path }, file) => path.endsWith(`/${file}`)
  for (const error of run.unhandled) {
    if (!files.some((file) => isOf(error, file)))
      console.log(`Unhandled, in no case: ${error.text}`)
  }
  return new Map(
    cases.map((one) => {
      const unhandled = run.unhandled.filter((error) => isOf(error, one.file))
      return [one.id, { ...pick(run, one.file), unhandled }]
    }),
  )
}
