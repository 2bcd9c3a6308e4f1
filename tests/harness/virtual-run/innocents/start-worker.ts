import { Worker } from 'node:worker_threads'

/** Starts a worker on some code. */
export function startWorker(code: string, options: object = {}): Worker {
  return new Worker(`const { parentPort, workerData } = require('node:worker_threads'); ${code}`, {
    eval: true,
    ...options,
  })
}
