/** Breaks CLONE-03: each drop of a clone, and not only the last, aborts the signal of the run in flight. */
import { SharedHandle, SharedTask, sharedSubject } from '../bases/shared-manager.ts'

const runs = new WeakMap<SharedTask, AbortController>()

class PerRunSignal extends SharedTask {
  protected override async run(): Promise<void> {
    const run = new AbortController()
    runs.set(this, run)
    try {
      await this.inside.run(true, () => this.probe.work(run.signal))
    } catch (cause) {
      if (run.signal.aborted) return
      try {
        this.probe.logger.error('run failed', cause)
      } catch {
        // A logger that throws does not end the loop.
      }
    }
  }
}

class CloneDropAbortsRun extends SharedHandle {
  override clone(): SharedHandle {
    return new CloneDropAbortsRun(this.task)
  }

  override [Symbol.dispose](): void {
    super[Symbol.dispose]()
    if (!this.task.completion) runs.get(this.task)?.abort()
  }
}

export const subject = sharedSubject('clone-drop-aborts-run', CloneDropAbortsRun, PerRunSignal)
