import type { ChildProcess } from 'node:child_process'
import { channel } from 'node:diagnostics_channel'

/** How a process ended: one of the two is null. */
export interface ProcessExit {
  code: number | null
  signal: NodeJS.Signals | null
}

/** The entry that Vitest runs in a worker process. */
const WORKER_ENTRY = /[/\\]workers[/\\]forks\.js$/

/**
 * Knows the worker processes that Vitest starts from now on, which Vitest itself keeps to itself.
 *
 * Node announces every child process; those of the user's own config are left alone.
 *
 * @touches The path of the entry that the pool `forks` starts in a process, `…/workers/forks.js`.
 * @fallback A crash is reported without its exit code or signal, and a stuck worker process is not
 * ended.
 */
export class WorkerProcesses {
  readonly #processes = new Set<ChildProcess>()

  constructor() {
    channel('child_process').subscribe((message) => {
      const { process } = message as { process: ChildProcess }
      // Its arguments are known only once it is being started.
      process.once('spawn', () => {
        if (process.spawnargs.some((argument) => WORKER_ENTRY.test(argument))) {
          this.#processes.add(process)
        }
      })
    })
  }

  /** How the process with this id ended, or undefined where it has not, or is none of these. */
  findExit(pid: number | undefined): ProcessExit | undefined {
    const ended = [...this.#processes].find((process) => process.pid === pid)
    if (ended === undefined || (ended.exitCode === null && ended.signalCode === null)) {
      return undefined
    }
    return { code: ended.exitCode, signal: ended.signalCode }
  }

  kill(): void {
    for (const process of this.#processes) process.kill('SIGKILL')
  }
}
