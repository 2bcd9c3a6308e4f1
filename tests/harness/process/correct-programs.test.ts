import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, test } from 'vitest'
import { probeProcess, type ProbeOptions } from 'vitest-shutdown/harness'

const FOLDER = 'tests/correct/process'
const files = readdirSync(fileURLToPath(new URL(`../../../${FOLDER}`, import.meta.url)))

const OPTIONS: Readonly<Record<string, Partial<ProbeOptions>>> = {
  'close-with-grace.mjs': { scenarios: ['hung'] },
  'stdio-server.mjs': { endBy: ['SIGTERM', 'stdin'] },
  'language-server.mjs': { endBy: ['stdin'] },
  'pm2-worker.mjs': { endBy: ['SIGINT', 'message:shutdown'] },
  'cluster-worker.mjs': { endBy: ['disconnect', 'message:{"type":"stop"}'] },
  'drains-requests.mjs': { request: '/' },
  'fails-readiness-first.mjs': { request: '/', readiness: '/ready' },
  'opens-late.mjs': { request: '/' },
  'readiness-of-its-own.mjs': { readiness: '/' },
  'says-ready-early.mjs': { readyWhen: 'ready' },
  'order-of-use.mjs': { request: '/' },
  'nest-application.mjs': { request: '/orders' },
  'fastify-application.mjs': { request: '/' },
  'express-application.mjs': { request: '/', readiness: '/ready' },
  'queue-consumer.mjs': { completeWhen: 'the last job is done' },
  'mcp-server.mjs': { endBy: ['SIGTERM', 'stdin'] },
  // It does not ask: nothing hangs, and nothing is held against it.
  'announces-each-signal.mjs': { scenarios: ['hung', 'failing'] },
}

// Signals cannot be sent on Windows.
describe.skipIf(process.platform === 'win32').concurrent('a correct program', () => {
  test.for(files)('%s breaks no rule', async (file, { expect }) => {
    const report = await probeProcess({ module: `${FOLDER}/${file}`, ...OPTIONS[file] })
    const rules = report.rules.map(({ id, status, reason, message }) =>
      [id, status, reason ?? message].filter(Boolean).join(' '),
    )
    expect(rules).toMatchSnapshot()
    expect(report.verdict).toBe('conforms')
  })
})
