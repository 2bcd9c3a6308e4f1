import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** What a real Vitest made of a small project. */
export interface ProjectRun {
  exitCode: number | null
  /** Everything it printed, without colours. */
  output: string
  tests: { name: string; status: string; message: string }[]
}

const VITEST = fileURLToPath(new URL('../../node_modules/vitest/vitest.mjs', import.meta.url))

interface JsonReport {
  testResults: {
    assertionResults: { title: string; status: string; failureMessages?: string[] }[]
  }[]
}

/** Runs Vitest, in a process of its own, on the project in `tests/runs/<name>`. */
export async function runProject(name: string, ...args: string[]): Promise<ProjectRun> {
  const folder = mkdtempSync(join(tmpdir(), 'vitest-shutdown-run-'))
  const file = join(folder, 'report.json')
  try {
    const child = spawn(
      process.execPath,
      [
        VITEST,
        'run',
        '--reporter=verbose',
        '--reporter=json',
        `--outputFile.json=${file}`,
        ...args,
      ],
      {
        cwd: fileURLToPath(new URL(`./${name}`, import.meta.url)),
        env: { ...process.env, NO_COLOR: '1', VITEST: undefined, VITEST_WORKER_ID: undefined },
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    )
    let output = ''
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()))
    const exitCode = await new Promise<number | null>((resolve, reject) => {
      child.once('error', reject)
      child.once('close', resolve)
    })
    const report = JSON.parse(readFileSync(file, 'utf8')) as JsonReport
    const tests = report.testResults.flatMap(({ assertionResults }) =>
      assertionResults.map(({ title, status, failureMessages }) => ({
        name: title,
        status,
        message: failureMessages?.join('\n') ?? '',
      })),
    )
    return { exitCode, output, tests }
  } finally {
    rmSync(folder, { recursive: true })
  }
}
