/** Breaks PROC-05, in virtual time: the helper thread is ended, and its exit not waited for. */
import { Worker } from 'node:worker_threads'
import { LoopManager, loopSubject } from '../bases/loop-manager.ts'

class HelperUnawaited extends LoopManager {
  readonly #helper = new Worker(
    `require('node:worker_threads').parentPort.on('message', () => {})`,
    {
      eval: true,
    },
  )

  protected override requestStop(): void {
    super.requestStop()
    void this.#helper.terminate()
  }

  protected override abort(): void {
    super.abort()
    void this.#helper.terminate()
  }
}

export const subject = loopSubject('helper-unawaited', HelperUnawaited)
