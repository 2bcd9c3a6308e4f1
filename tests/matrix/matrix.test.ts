import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, test } from 'vitest'

/** What run.mjs writes of a cell. */
interface CellResult {
  id: string
  status: 'ok' | 'failed' | 'not supported' | 'skipped'
  reason: string
}

/** A diagonal of what `npm run matrix` tries: each Vitest, each kind of pool, old and new Node. */
const CELLS = [
  'node20 vitest4 forks',
  'node20 vitest4 vmThreads',
  'node20 vitest4 check',
  'node24 vitest5 threads',
  'types vitest4 typescript',
  'types vitest5 typescript',
]

/** On a fresh machine a runtime and two projects are installed first. */
const LIMIT_MS = 600_000

const SCRIPT = fileURLToPath(new URL('run.mjs', import.meta.url))

async function runMatrix(cells: readonly string[]): Promise<CellResult[]> {
  const folder = mkdtempSync(join(tmpdir(), 'vitest-shutdown-matrix-'))
  const file = join(folder, 'cells.json')
  try {
    const args = [...cells.flatMap((id) => ['--only', id]), '--json', file]
    const child = spawn(process.execPath, [SCRIPT, ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => (output += chunk.toString()))
    await new Promise((resolve) => child.once('close', resolve))
    try {
      return JSON.parse(readFileSync(file, 'utf8')) as CellResult[]
    } catch (error) {
      throw new Error(`The matrix has no result. It printed:\n${output}`, { cause: error })
    }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

describe('the packed package, in a project of its own', () => {
  let results: CellResult[] = []
  beforeAll(async () => {
    results = await runMatrix(CELLS)
  }, LIMIT_MS)

  test.for(CELLS)('%s', (id, { skip }) => {
    const { status, reason } = results.find((result) => result.id === id) ?? {}
    if (status === 'skipped') skip(reason)
    expect({ status, reason }).toEqual({ status: 'ok', reason: '' })
  })
})
