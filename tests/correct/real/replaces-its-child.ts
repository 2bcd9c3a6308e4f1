import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { once } from 'node:events'
import { RecoveringManager, recoveringSubject } from '../../broken/bases/recovering-manager.ts'

/** Ends its child process after a failed run, and starts another. */
export class ChildReplacer extends RecoveringManager<ChildProcessWithoutNullStreams> {
  protected override async connect(): Promise<ChildProcessWithoutNullStreams> {
    const child = spawn('cat')
    child.stdin.write('ready')
    await once(child.stdout, 'data')
    return child
  }

  protected override async disconnect(child: ChildProcessWithoutNullStreams): Promise<void> {
    const closed = once(child, 'close')
    child.kill('SIGKILL')
    await closed
  }
}

export const subject = recoveringSubject('replaces-its-child', ChildReplacer)
