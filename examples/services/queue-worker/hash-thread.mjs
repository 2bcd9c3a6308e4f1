// Runs in a worker thread: the derivation of a key is deliberately slow.
// oxlint-disable unicorn/require-post-message-target-origin -- a thread has no origin
import { scryptSync } from 'node:crypto'
import { parentPort } from 'node:worker_threads'

parentPort?.on('message', ({ id, password, salt }) => {
  try {
    const hash = scryptSync(password, salt, 32, { N: 1024 }).toString('hex')
    parentPort?.postMessage({ id, hash })
  } catch (error) {
    parentPort?.postMessage({ id, error: String(error) })
  }
})
