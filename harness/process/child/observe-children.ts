import { ChildProcess } from 'node:child_process'
import { findUserFrame } from '../../stack/user-frame.ts'
import { noteMilestone } from './observe-start.ts'
import { tell } from './record-pipe.ts'

const MAX_LENGTH = 200

/** Tells of each process that the program starts, and the line that starts it. */
export function observeChildren(): void {
  const prototype = ChildProcess.prototype as unknown as {
    spawn: (options?: { args?: unknown; detached?: unknown }) => unknown
  }
  const spawn = prototype.spawn
  prototype.spawn = function (this: ChildProcess, options) {
    const result: unknown = Reflect.apply(spawn, this, [options])
    const { pid } = this
    if (pid === undefined) return result
    const frame = findUserFrame(new Error('spawn'))
    const args = Array.isArray(options?.args) ? options.args.map(String) : []
    tell({
      type: 'spawned',
      pid,
      command: args.join(' ').slice(0, MAX_LENGTH),
      isDetached: options?.detached === true,
      ...(frame === undefined ? {} : { frame }),
    })
    noteMilestone('opens')
    return result
  }
}
