// Breaks PROC-04: only the first of its threads is told to stop.
import { Worker } from 'node:worker_threads'

const CODE = "require('node:worker_threads').parentPort.once('message', () => process.exit())"
const threads = [new Worker(CODE, { eval: true }), new Worker(CODE, { eval: true })]
process.on('SIGTERM', () => threads[0].postMessage('stop'))
