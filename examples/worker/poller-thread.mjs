// The thread of a ThreadPoller: it says when it is time, and waits until the run has ended.
import { parentPort, workerData } from 'node:worker_threads'

const { intervalMs } = workerData
const sleepOn = () =>
  setTimeout(() => {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
    parentPort.postMessage('due')
  }, intervalMs)

sleepOn()
parentPort.on('message', sleepOn)
