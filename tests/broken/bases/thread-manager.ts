import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { SubjectContext, Subject } from '../../../harness/model/subject.ts'
import { LoopManager } from './loop-manager.ts'

const INTERVAL_MS = 5

const SLEEPER = `
const { parentPort, workerData } = require('node:worker_threads')
parentPort.on('message', (word) => {
  if (word === 'stop') parentPort.close()
  else setTimeout(() => parentPort.postMessage('due'), workerData)
})
`

/** A correct owned manager whose time passes in a worker thread; each step may be overridden. */
export class ThreadManager extends LoopManager {
  protected readonly thread: Worker
  protected readonly exited: Promise<unknown>

  constructor(probe: SubjectContext, intervalMs: number, source: string = SLEEPER) {
    super(probe, intervalMs)
    this.thread = new Worker(source, { eval: true, workerData: intervalMs })
    this.exited = new Promise((resolve) => this.thread.once('exit', resolve))
  }

  protected say(word: 'sleep' | 'stop'): void {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
    this.thread.postMessage(word)
  }

  protected override async sleep(): Promise<void> {
    this.say('sleep')
    await once(this.thread, 'message', { signal: this.stopping.signal }).catch(() => {})
  }

  protected override requestStop(): void {
    super.requestStop()
    void this.thread.terminate()
  }

  protected override async settle(): Promise<void> {
    await super.settle()
    await this.exited
  }

  protected override abort(): void {
    super.abort()
    void this.thread.terminate()
  }
}

/** Makes a subject in real time of a class of managers. */
export function threadSubject<M extends ThreadManager>(
  name: string,
  Manager: new (probe: SubjectContext, intervalMs: number) => M,
): Subject<M> {
  return {
    name,
    ownership: 'owned',
    clock: 'real',
    intervalMs: INTERVAL_MS,
    create: (probe) => new Manager(probe, INTERVAL_MS).begin(),
    shutdownWithin: (manager, timeoutMs) => manager.shutdownWithin(timeoutMs),
    shutdownWith: (manager, cleanup) => manager.shutdownWith(cleanup),
  }
}
