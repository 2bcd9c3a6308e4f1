import type { ProbeOptions } from 'vitest-shutdown/harness'

/** A program, or a module that makes a manager, with a known defect. */
export interface BrokenProgram {
  /** In this folder. */
  file: string
  /** Every rule of the process that it must break, and no other. */
  breaks: readonly string[]
  options?: Partial<ProbeOptions>
}

/** Where nothing but the deadline ends it, there is no use in a long one. */
const SHORT = { deadlineMs: 500 }

/** A client of MCP that goes while a tool is running. */
export const CALL_TOOL =
  'stdin:{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"later"}}'

/** Every broken program, with the exact set of rules that it must break. */
export const brokenPrograms: readonly BrokenProgram[] = [
  { file: 'handler-per-signal.mjs', breaks: ['PROC-01'] },
  { file: 'second-close-fails.mjs', breaks: ['PROC-01'] },
  { file: 'no-handler.mjs', breaks: ['PROC-01'] },
  { file: 'sigint-only.mjs', breaks: ['PROC-01'] },
  { file: 'exit-1-always.mjs', breaks: ['PROC-02'] },
  { file: 'exit-1-after-cleanup.mjs', breaks: ['PROC-02'] },
  {
    file: 'exit-before-run-ends.mjs',
    breaks: ['PROC-02'],
    options: { readyWhen: 'run 1 started', completeWhen: 'run 1 saved' },
  },
  { file: 'prints-a-megabyte.mjs', breaks: ['PROC-02'] },
  { file: 'waits-in-vain.mjs', breaks: ['PROC-02'] },
  { file: 'manager-forgets-run.mjs', breaks: ['PROC-02'] },
  { file: 'manager-rejects.mjs', breaks: ['PROC-02'] },
  { file: 'exit-0-always.mjs', breaks: ['PROC-03'] },
  { file: 'exit-0-on-second.mjs', breaks: ['PROC-03'] },
  { file: 'failed-cleanup-exits-0.mjs', breaks: ['PROC-03'], options: { scenarios: ['failing'] } },
  { file: 'manager-lies.mjs', breaks: ['PROC-03'] },
  {
    file: 'no-exit-deadline.mjs',
    breaks: ['PROC-04'],
    options: { ...SHORT, scenarios: ['hung'] },
  },
  { file: 'ignores-signal.mjs', breaks: ['PROC-04'], options: SHORT },
  { file: 'blocked-loop.mjs', breaks: ['PROC-04'], options: SHORT },
  { file: 'open-server.mjs', breaks: ['LEAK-05', 'PROC-04'], options: SHORT },
  { file: 'open-worker.mjs', breaks: ['LEAK-05', 'PROC-04'], options: SHORT },
  { file: 'manager-open-server.mjs', breaks: ['LEAK-05'], options: SHORT },
  { file: 'leaves-grandchild.mjs', breaks: ['LEAK-05'] },
  {
    file: 'no-sighup-handler.mjs',
    breaks: ['PROC-01'],
    options: { endBy: ['SIGTERM', 'SIGHUP'] },
  },
  { file: 'stdin-eof-ignored.mjs', breaks: ['PROC-06'], options: { ...SHORT, endBy: ['stdin'] } },
  { file: 'stdin-end-exits-1.mjs', breaks: ['PROC-06'], options: { endBy: ['stdin'] } },
  {
    file: 'ipc-holds.mjs',
    breaks: ['PROC-06'],
    options: { ...SHORT, endBy: ['message:shutdown'] },
  },
  {
    file: 'disconnect-ignored.mjs',
    breaks: ['PROC-06'],
    options: { ...SHORT, endBy: ['disconnect'] },
  },
  { file: 'message-crashes.mjs', breaks: ['PROC-06'], options: { endBy: ['message:stop'] } },
  { file: 'nest-without-hooks.mjs', breaks: ['PROC-01'] },
  {
    file: 'express-event-stream.mjs',
    breaks: ['PROC-04'],
    options: { ...SHORT, request: '/events' },
  },
  { file: 'fastify-forces-exit.mjs', breaks: ['PROC-07'], options: { request: '/' } },
  { file: 'bullmq-queue-left.mjs', breaks: ['LEAK-05', 'PROC-04'], options: SHORT },
  { file: 'telemetry-hangs.mjs', breaks: ['PROC-04'], options: SHORT },
  { file: 'cron-left.mjs', breaks: ['LEAK-05', 'PROC-04'], options: SHORT },
  { file: 'worker-pool-left.mjs', breaks: ['LEAK-05', 'PROC-04'], options: SHORT },
  { file: 'orphans-forks.mjs', breaks: ['LEAK-05'] },
  { file: 'restarts-its-workers.mjs', breaks: ['PROC-04'], options: SHORT },
  { file: 'mcp-stdin-ignored.mjs', breaks: ['PROC-06'], options: { ...SHORT, endBy: ['stdin'] } },
  { file: 'mcp-sdk-holds.mjs', breaks: ['PROC-06'], options: { ...SHORT, endBy: ['stdin'] } },
  {
    file: 'mcp-sdk-cuts-answer.mjs',
    breaks: ['PROC-06'],
    options: { endBy: [CALL_TOOL], completeWhen: 'it is later now' },
  },
  { file: 'lsp-shutdown-hangs.mjs', breaks: ['PROC-06'], options: { ...SHORT, endBy: ['lsp'] } },
  { file: 'lsp-exits-on-shutdown.mjs', breaks: ['PROC-06'], options: { endBy: ['lsp'] } },
  { file: 'lsp-shutdown-fails.mjs', breaks: ['PROC-06'], options: { endBy: ['lsp'] } },
  { file: 'lsp-exits-with-1.mjs', breaks: ['PROC-06'], options: { endBy: ['lsp'] } },
  { file: 'lsp-exit-ignored.mjs', breaks: ['PROC-06'], options: { ...SHORT, endBy: ['lsp'] } },
  {
    file: 'command-ignored.mjs',
    breaks: ['PROC-06'],
    options: { ...SHORT, endBy: ['stdin:quit'] },
  },
  { file: 'keep-alive-answer.mjs', breaks: ['PROC-04'], options: SHORT },
  { file: 'workers-outlive-primary.mjs', breaks: ['LEAK-05'] },
  { file: 'exit-code-set-early.mjs', breaks: ['PROC-02'] },
  { file: 'thread-forgotten.mjs', breaks: ['PROC-04'], options: SHORT },
  { file: 'websocket-ping.mjs', breaks: ['PROC-04'], options: SHORT },
  {
    file: 'fastify-event-stream.mjs',
    breaks: ['PROC-04'],
    options: { ...SHORT, request: '/events' },
  },
  {
    file: 'consumer-cuts-job.mjs',
    breaks: ['PROC-02'],
    options: { completeWhen: 'the last job is done' },
  },
  {
    file: 'order-pool-first.mjs',
    breaks: ['PROC-02', 'PROC-07'],
    options: { request: '/' },
  },
  { file: 'order-all-at-once.mjs', breaks: ['PROC-02', 'PROC-07'], options: { request: '/' } },
  { file: 'order-worker-before-server.mjs', breaks: ['PROC-07'], options: { request: '/' } },
  { file: 'order-worker-before-scheduler.mjs', breaks: ['PROC-02'] },
  { file: 'order-pool-before-worker.mjs', breaks: ['PROC-02'] },
  { file: 'order-scheduler-forgotten.mjs', breaks: ['LEAK-05', 'PROC-04'], options: SHORT },
  { file: 'cuts-requests.mjs', breaks: ['PROC-07'], options: { request: '/' } },
  { file: 'closes-connections.mjs', breaks: ['PROC-07'], options: { request: '/' } },
  { file: 'database-before-server.mjs', breaks: ['PROC-07'], options: { request: '/' } },
  { file: 'ready-till-the-end.mjs', breaks: ['PROC-08'], options: { readiness: '/' } },
  { file: 'ready-while-draining.mjs', breaks: ['PROC-08'], options: { readiness: '/' } },
  { file: 'signal-before-handler.mjs', breaks: ['PROC-09'] },
  { file: 'helper-before-handler.mjs', breaks: ['PROC-09'] },
  { file: 'signal-lost-in-start.mjs', breaks: ['PROC-09'], options: SHORT },
  { file: 'handler-before-server.mjs', breaks: ['PROC-09'] },
  { file: 'start-opens-after-signal.mjs', breaks: ['PROC-09'], options: SHORT },
]
