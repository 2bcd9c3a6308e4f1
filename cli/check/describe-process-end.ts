import type { HangKind, ModuleProgress } from './check-record.ts'
import type { ProcessExit } from '../vitest/worker-processes.ts'
import type { StackFrame } from '../../harness/stack/stack-frame.ts'

/** How a worker process ended before its check did. */
export interface ProcessEnd {
  message: string
  /** The next action of the subject's author. */
  hint: string
  /** The user's frame of an endless loop. */
  frame?: string
  /** Real milliseconds that were waited. */
  waitedMs: number
}

const HANGS: Readonly<Record<HangKind, { message: string; hint: string }>> = {
  synchronous: {
    message: 'An endless loop blocked the event loop for SECONDS s: one call never returned.',
    hint: 'give the loop an end, or let it await a timer between its rounds',
  },
  microtask: {
    message:
      'An endless chain of microtasks blocked the event loop for SECONDS s: no timer could fire.',
    hint: 'let the loop await a timer between its rounds; a promise that is already settled is no pause',
  },
  'next-tick': {
    message:
      'An endless chain of `process.nextTick` callbacks blocked the event loop for SECONDS s: no timer could fire.',
    hint: 'let the loop await a timer between its rounds, or use `setImmediate`',
  },
  'no-progress': {
    message: 'It did not finish within SECONDS s of real time.',
    hint: 'let it wait for timers only, which the virtual clock covers, not for real input or output',
  },
}

/**
 * Says in words how a worker process ended before its check was done.
 *
 * `exit` is what the operating system says, where it is known; `locate` writes a position in the
 * code that runs as one in the source.
 */
export function describeProcessEnd(
  { hang, exitCode }: ModuleProgress,
  { exit, locate }: { exit: ProcessExit | undefined; locate: (position: StackFrame) => string },
): ProcessEnd {
  if (hang !== undefined) {
    const { message, hint } = HANGS[hang.kind]
    return {
      message: message.replace('SECONDS', String(hang.seconds)),
      hint,
      waitedMs: hang.seconds * 1000,
      ...(hang.position === undefined ? {} : { frame: locate(hang.position) }),
    }
  }
  const code = exitCode ?? exit?.code
  const how = [
    ...(code === undefined || code === null ? [] : [`exited with code ${code}`]),
    ...(exit?.signal ? [`was ended by ${exit.signal}`] : []),
    'was killed, crashed in native code, or ran out of memory',
  ][0]
  return {
    message: `The process ${how} in the middle of the check.`,
    hint: 'look for `process.exit`, `process.kill`, native addons, and memory that grows without end',
    waitedMs: 0,
  }
}
