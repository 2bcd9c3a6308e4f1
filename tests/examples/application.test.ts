import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { once } from 'node:events'
import { expect, onTestFinished, test } from 'vitest'
import type { ProbeReport } from 'vitest-shutdown/harness'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

// Signals cannot be sent on Windows.
test.skipIf(process.platform === 'win32')(
  'the application shuts down in order under a probe, and reports the part that does not',
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'application-'))
    onTestFinished(() => rmSync(folder, { recursive: true }))
    const json = join(folder, 'report.json')
    const probe = ['probe', 'examples/application/main.ts', '--json', json]
    const asked = ['--request', '/orders', '--readiness', '/ready', '--scenario', 'hung']
    const child = spawn(process.execPath, ['dist/cli/main.js', ...probe, ...asked], {
      cwd: ROOT,
      stdio: 'ignore',
    })
    expect(await once(child, 'exit')).toEqual([0, null])
    const [report] = JSON.parse(readFileSync(json, 'utf8')) as ProbeReport[]
    const passed = report?.rules.filter(({ status }) => status === 'pass').map(({ id }) => id)
    expect(passed).toEqual([
      'PROC-01',
      'PROC-02',
      'PROC-03',
      'PROC-04',
      'PROC-07',
      'PROC-08',
      'PROC-09',
    ])
    const hung = report?.probe.runs.find(({ scenario }) => scenario === 'hung')
    const lines = hung?.output.map(({ text }) => text.replace(/after \d+ ms/, 'after # ms'))
    expect(lines).toEqual([
      'The shop is open',
      'Shop got SIGTERM - shutting down within 8000 ms',
      'Reminders shutdown complete',
      'Shop shutdown of worker was aborted after # ms',
      'Shop shutdown was not graceful - exit code 1',
    ])
  },
)
