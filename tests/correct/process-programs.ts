import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { ProbeOptions } from 'vitest-shutdown/harness'
import { CALL_TOOL } from '../broken/process/index.ts'

/** A program, or a module that makes a manager, that no rule of the process may accuse. */
export interface CorrectProgram {
  /** In the folder `process/` beside this file. */
  file: string
  options: Partial<ProbeOptions>
}

const OPTIONS: Readonly<Record<string, Partial<ProbeOptions>>> = {
  'close-with-grace.mjs': { scenarios: ['hung'] },
  'stdio-server.mjs': { endBy: ['SIGTERM', 'stdin'] },
  'language-server.mjs': { endBy: ['stdin'] },
  'lsp-server.mjs': { endBy: ['lsp', 'stdin'] },
  'lsp-by-hand.mjs': { endBy: ['lsp', 'stdin'] },
  'mcp-sdk-server.mjs': { endBy: [CALL_TOOL], completeWhen: 'it is later now' },
  'json-lines.mjs': { endBy: ['SIGTERM', 'stdin'] },
  'job-loop.mjs': { completeWhen: 'the worker has stopped' },
  'line-protocol.mjs': { endBy: ['stdin:quit'] },
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

const FOLDER = fileURLToPath(new URL('process', import.meta.url))

/** Every correct program, with the options that it takes. */
export const correctPrograms: readonly CorrectProgram[] = readdirSync(FOLDER).map((file) => ({
  file,
  options: OPTIONS[file] ?? {},
}))
