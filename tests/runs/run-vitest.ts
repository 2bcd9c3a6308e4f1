import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { RESULT_VARIABLE, type RunResult } from './result-reporter.ts'

/** Far beyond what a run takes: one that hangs is killed, and has no result. */
const LIMIT_MS = 150_000

const RESULT_REPORTER = fileURLToPath(new URL('./result-reporter.ts', import.meta.url))

/** What a run of a real Vitest came to. */
export interface VitestRun {
  exitCode: number | null
  /** Everything it printed. */
  output: string
  result: RunResult
}

/** What {@link runVitest} is given. */
export interface RunVitestOptions {
  /** Vitest's own script. */
  vitest: string
  /** The folder of the project. */
  cwd: string
  /** Default `['verbose']`. */
  reporters?: readonly string[]
  args?: readonly string[]
}

/** Runs Vitest, in a process of its own, on a project. */
export async function runVitest(options: RunVitestOptions): Promise<VitestRun> {
  const { vitest, cwd, reporters = ['verbose'], args = [] } = options
  const folder = mkdtempSync(join(tmpdir(), 'vitest-shutdown-run-'))
  const file = join(folder, 'result.json')
  try {
    const child = spawn(
      process.execPath,
      [
        vitest,
        'run',
        ...[...reporters, RESULT_REPORTER].map((name) => `--reporter=${name}`),
        ...args,
      ],
      {
        cwd,
        env: {
          ...process.env,
          NO_COLOR: '1',
          VITEST: undefined,
          VITEST_WORKER_ID: undefined,
          GITHUB_ACTIONS: undefined,
          [RESULT_VARIABLE]: file,
        },
        stdio: ['ignore', 'pipe', 'pipe'],
        timeout: LIMIT_MS,
        killSignal: 'SIGKILL',
      },
    )
    let output = ''
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()))
    const exitCode = await new Promise<number | null>((resolve, reject) => {
      child.once('error', reject)
      child.once('close', resolve)
    })
    return { exitCode, output, result: readResult(file, output) }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

function readResult(file: string, output: string): RunResult {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as RunResult
  } catch (error) {
    throw new Error(`Vitest did not come to its end. It printed:\n${output}`, { cause: error })
  }
}
