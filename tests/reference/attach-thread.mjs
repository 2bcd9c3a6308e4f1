// A thread that holds handles on a task of another thread, and does with them what it is told to.
import { parentPort, workerData } from 'node:worker_threads'
import { attachTask } from '../../dist/reference/index.js'

const handles = [attachTask(workerData)]

const commands = {
  isRunning: () => handles[0].isRunning,
  clone: () => handles.push(handles[0].clone()),
  drop: (index = 0) => handles[index][Symbol.dispose](),
  abort: () => handles[0].abort(),
  shutdown: () => handles[0].shutdown().then(() => 'fulfilled'),
  shutdownTwice: () =>
    Promise.all([handles[0].shutdown(), handles[0].shutdown()]).then(() => 'fulfilled'),
  shutdownWithin: (timeoutMs) => handles[0].shutdownWithin(timeoutMs),
  cutShort: () => handles[0].shutdownWithin(3_600_000, AbortSignal.abort()),
  shutdownWith: () => {
    let hasRun = false
    return handles[0]
      .shutdownWith(() => {
        hasRun = true
      })
      .then(() => hasRun)
  },
  attachAgain: () => attachTask(workerData),
  attachNothing: () => attachTask(7),
  exit: () => process.exit(),
  throw: () => {
    setImmediate(() => {
      throw new Error('the thread dies')
    })
  },
  close: () => parentPort.close(),
}

async function obey({ id, command, args }) {
  const reply = {}
  try {
    reply.value = await commands[command](...args)
  } catch (error) {
    reply.error = `${error.name}: ${error.message}`
  }
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
  parentPort.postMessage({ id, ...reply })
}

parentPort.on('message', (message) => void obey(message))
