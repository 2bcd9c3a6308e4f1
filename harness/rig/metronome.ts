import { Worker } from 'node:worker_threads'
import { markOwnThread } from './one-process.ts'

/** What the thread does: it sleeps as long as it is asked to, and answers. */
function answer(): void {
  const { parentPort } = process.getBuiltinModule('node:worker_threads')
  const cells = new Int32Array(new SharedArrayBuffer(4))
  parentPort?.on('message', (sleepMs: number) => {
    Atomics.wait(cells, 0, 0, sleepMs)
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
    parentPort.postMessage(undefined)
  })
}

/**
 * Time for a trial in real time, counted by a thread of its own instead of read from a clock.
 *
 * A tick is a sleep in that thread and a message from it, which is what a task in a worker thread
 * does between two runs. A machine that is slow is slow for both, so that waiting for so many ticks
 * gives the subject as many chances on a busy machine as on an idle one.
 */
export class Metronome {
  #worker: Worker = startThread()

  /** One sleep in the thread, in milliseconds, and its message. */
  async tick(ms: number): Promise<void> {
    const worker = this.#worker
    await new Promise<void>((resolve) => {
      worker.once('message', () => resolve())
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
      worker.postMessage(ms)
    })
  }

  /**
   * The end of the thread and the start of another: what a subject takes that ends its thread.
   *
   * @param unwatched calls the function that starts it, so that it is not taken for the subject's
   */
  async restart(unwatched: <T>(start: () => T) => T): Promise<void> {
    await this.stop()
    this.#worker = unwatched(startThread)
    await this.tick(0)
  }

  async stop(): Promise<void> {
    await this.#worker.terminate()
  }
}

function startThread(): Worker {
  const worker = new Worker(`(${String(answer)})()`, {
    eval: true,
    name: 'metronome',
    execArgv: [],
    env: {},
  })
  markOwnThread(worker)
  return worker
}
