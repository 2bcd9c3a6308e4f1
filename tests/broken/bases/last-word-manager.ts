import { once } from 'node:events'
import type { SubjectContext } from '../../../harness/model/subject.ts'
import { ThreadManager } from './thread-manager.ts'

const TALKER = `
const { parentPort, workerData } = require('node:worker_threads')
parentPort.on('message', (word) => {
  if (word === 'stop') {
    parentPort.postMessage('due')
    parentPort.close()
  } else setTimeout(() => parentPort.postMessage('due'), workerData)
})
`

/** Its thread has a last word when it is told to stop, and the loop obeys that if it is let to. */
export class LastWordManager extends ThreadManager {
  constructor(probe: SubjectContext, intervalMs: number) {
    super(probe, intervalMs, TALKER)
  }

  /** Whoever stops it politely gets one more run. */
  protected isDeaf = false

  protected override async loop(): Promise<void> {
    while (this.mayRun()) {
      await this.sleep()
      if (this.isDeaf || this.mayRun()) await this.run()
    }
  }

  protected override async sleep(): Promise<void> {
    this.say('sleep')
    const due = once(this.thread, 'message')
    await Promise.race([due, this.exited])
  }
}
