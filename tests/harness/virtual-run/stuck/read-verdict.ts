import { expect } from 'vitest'
import { DeadlockError, LivelockError } from '../../../../harness/virtual-run/deadlock-error.ts'
import { runVirtual } from '../../../../harness/virtual-run/run-virtual.ts'
import type { VirtualRun, VirtualRunOptions } from '../../../../harness/virtual-run/virtual-run.ts'

/** Places in the tests themselves: every edit moves them. */
const HERE = /tests\/harness\/virtual-run\/[\w-]+\.test\.ts:\d+:\d+/g

/** Finds the message of the verdict on a body that cannot end. */
export async function readVerdict(
  body: (run: VirtualRun) => unknown,
  options?: VirtualRunOptions,
): Promise<string> {
  const error: unknown = await runVirtual(body, options).then(
    () => 'it ended',
    (reason: unknown) => reason,
  )
  expect(error instanceof DeadlockError || error instanceof LivelockError).toBe(true)
  const { message, stack = '' } = error as Error
  // The runner draws the first frame: it has to be the first place of the message.
  const place = /(?:await|loop|promise) .*?([\w./-]+:\d+:\d+)/.exec(message)?.[1]
  const [frame] = stack.slice(stack.indexOf(message) + message.length + 1).split('\n')
  expect(frame).toContain(place)
  return message.replaceAll(HERE, 'here')
}
