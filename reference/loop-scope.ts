import { runInside } from './run-context.ts'
import type { RunResult, TaskScope } from './task-scope.ts'

/** The part of a lifecycle that does the runs. */
interface Runner {
  run(work: (abort: AbortSignal) => unknown): Promise<RunResult>
}

/** A {@link TaskScope} whose members may be taken apart: `async ({ stop, run }) => …`. */
export class LoopScope implements TaskScope {
  readonly run: TaskScope['run']
  readonly enter: TaskScope['enter']
  readonly #stop: AbortController
  readonly #abort: AbortController

  constructor(runner: Runner, stop: AbortController, abort: AbortController) {
    this.#stop = stop
    this.#abort = abort
    this.run = (work) => runner.run(work)
    this.enter = (work) => runInside(runner, work)
  }

  get stop(): AbortSignal {
    return this.#stop.signal
  }

  /** Made when it is first asked for: a signal is the dearest part of a task that has not run yet. */
  get abort(): AbortSignal {
    return this.#abort.signal
  }
}
