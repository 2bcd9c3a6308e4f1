import { Worker } from 'node:worker_threads'

/** Keeps one core busy until the returned function is called. */
export function startCpuHog() {
  const worker = new Worker('for (;;) {}', { eval: true })
  return () => worker.terminate()
}
