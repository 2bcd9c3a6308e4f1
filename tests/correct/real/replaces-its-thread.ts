import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { RecoveringManager, recoveringSubject } from '../../broken/bases/recovering-manager.ts'

const SOURCE = `
const { parentPort } = require('node:worker_threads')
parentPort.on('message', () => {})
parentPort.postMessage('ready')`

/** Ends its thread after a failed run, and starts another. */
export class ThreadReplacer extends RecoveringManager<Worker> {
  protected override async connect(): Promise<Worker> {
    const thread = new Worker(SOURCE, { eval: true })
    await once(thread, 'message')
    return thread
  }

  protected override disconnect(thread: Worker): Promise<unknown> {
    return thread.terminate()
  }
}

export const subject = recoveringSubject('replaces-its-thread', ThreadReplacer)
