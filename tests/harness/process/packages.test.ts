import { describe, test } from 'vitest'
import { probeProcess, type ProbeOptions, type ProbeReport } from 'vitest-shutdown/harness'
import { createProject } from '../../cli/project.ts'

/** Probes a program beside a package that it uses. */
async function probeWith(
  files: { 'main.mjs': string; 'client/index.js': string },
  options: Partial<ProbeOptions>,
): Promise<ProbeReport> {
  const folder = createProject({
    'main.mjs': files['main.mjs'],
    'node_modules/client/index.js': files['client/index.js'],
    'node_modules/client/package.json':
      '{ "name": "client", "type": "module", "main": "index.js" }',
  })
  return probeProcess({ module: 'main.mjs', cwd: folder, ...options })
}

// Signals cannot be sent on Windows.
describe.skipIf(process.platform === 'win32')('what a package does', () => {
  test('is led to the line that has set it off, however much later it was opened', async ({
    expect,
  }) => {
    const { probe } = await probeWith(
      {
        'main.mjs': `import { connect } from 'client'
process.on('SIGTERM', () => {})
await 0
connect()
`,
        'client/index.js': `export async function connect() {
  await new Promise((resolve) => setTimeout(resolve, 10))
  await new Promise((resolve) => setImmediate(resolve))
  setInterval(() => {}, 1000)
}
`,
      },
      { deadlineMs: 100 },
    )
    const [holder] = probe.runs[0]?.holders ?? []
    expect(holder).toMatchObject({
      what: 'interval of 1000 ms',
      remedy: 'close the client object you created (finally: clearInterval(timer))',
      sites: ['main.mjs:4 - connect()'],
      inside: 'the package client, at node_modules/client/index.js:4 - setInterval(() => {}, 1000)',
    })
  })

  test('is named by the package where no line has set it off', async ({ expect }) => {
    const report = await probeWith(
      {
        'main.mjs': "import 'client'\nprocess.on('SIGTERM', () => {})\n",
        'client/index.js': 'setInterval(() => {}, 1000)\n',
      },
      { deadlineMs: 100 },
    )
    expect(report.rules.find(({ id }) => id === 'PROC-04')?.message).toBe(
      `it was still running when its deadline was over, 100 ms after SIGTERM. It printed nothing.
What keeps it running:
  interval of 1000 ms: close the client object you created (finally: clearInterval(timer))
    opened inside the package client, at node_modules/client/index.js:1 - setInterval(() => {}, 1000); no line of your own code is known`,
    )
  })

  test('counts for no failure where it exits because its peer is gone', async ({ expect }) => {
    const report = await probeWith(
      {
        'main.mjs': "import { serve } from 'client'\nserve()\n",
        'client/index.js':
          "export const serve = () => process.stdin.resume().on('end', () => process.exit(1))\n",
      },
      { endBy: ['stdin'] },
    )
    expect(report.probe.runs[0]?.exitCode).toBe(1)
    expect(report.verdict).toBe('conforms')
  })
})
