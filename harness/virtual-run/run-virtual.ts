// virtual-run/ runs a function in virtual time that moves by itself, and waits for real work in between. When
// nothing can wake the function any more, it fails with a deadlock or a livelock.

import type { Clock } from '../clock/clock.ts'
import { nextTurn } from '../handles/settle.ts'
import { createNetwork } from '../network/create-network.ts'
import { enterVirtualRun } from '../rig/one-process.ts'
import { markWatching } from '../stack/script-owner.ts'
import { describe } from '../text/describe.ts'
import { checkNonNegative } from '../text/verify.ts'
import { RunSession } from './run-session.ts'
import type { VirtualRun, VirtualRunOptions } from './virtual-run.ts'

markWatching(import.meta.url)

/**
 * Runs `body` in virtual time that moves by itself: whenever nothing is left to run, it moves to the next
 * timer. It waits for real work in flight before any timer fires.
 *
 * @returns what `body` returns, once that has settled
 * @throws {DeadlockError} (rejects) when `body` awaits a promise that nothing can settle any more
 * @throws {LivelockError} (rejects) when other code runs without end while `body` waits
 * @throws {ClockError} (rejects) when a clock, another run or other fake timers are installed
 * @throws {NetworkError} (rejects) when a handler of `network` fails, or the network cannot be simulated
 * @throws {TypeError} (rejects) when `body` is not a function, or an option is out of range
 *
 * @example
 * ```ts
 * await runVirtual(async ({ clock }) => {
 *   const cache = new Cache({ ttlMs: 3_600_000 })
 *   cache.set('a', 1)
 *   await setTimeout(3_600_001)
 *   expect(cache.get('a')).toBeUndefined()
 *   expect(clock.nowMs).toBe(3_600_001)
 * })
 * ```
 */
export async function runVirtual<T>(
  body: (run: VirtualRun) => T | PromiseLike<T>,
  options: VirtualRunOptions = {},
): Promise<T> {
  return runVirtualOn(undefined, body, options)
}

/**
 * Runs `body` as `runVirtual()` does, on a clock that is installed already and stays so.
 *
 * @param clock by default one of its own
 */
export async function runVirtualOn<T>(
  clock: Clock | undefined,
  body: (run: VirtualRun) => T | PromiseLike<T>,
  options: VirtualRunOptions,
): Promise<T> {
  verifyRun(body, options)
  const leave = enterVirtualRun()
  try {
    // Runners put functions such as `process.nextTick` back in a tick after they have used them.
    await nextTurn()
    const { network: setup, ...others } = options
    const network = setup && createNetwork(setup)
    try {
      const session = new RunSession(others, { clock, network })
      try {
        return await session.run(body)
      } finally {
        await nextTurn()
        session.close()
      }
    } finally {
      await network?.close()
    }
  } finally {
    leave()
  }
}

const NUMBERS = [
  'startMs',
  'maxIdleFires',
  'maxFires',
  'maxJobs',
  'confirmMs',
  'noticeMs',
] as const satisfies readonly (keyof VirtualRunOptions)[]

const KNOWN: ReadonlySet<string> = new Set([...NUMBERS, 'autoAdvance', 'network'])

/**
 * Checks what {@link runVirtual} was given.
 *
 * @throws {TypeError} when the body is no function, or an option is unknown or out of range
 */
function verifyRun(body: unknown, options: unknown): asserts options is VirtualRunOptions {
  if (typeof body !== 'function') {
    throw new TypeError(
      `Expected \`body\` to be a function, got ${describe(body)}. ` +
        'Write runVirtual(async ({ clock }) => { … }).',
    )
  }
  if (typeof options !== 'object' || options === null || Array.isArray(options))
    throw new TypeError(`Expected \`options\` to be an object, got ${describe(options)}`)
  for (const key of Object.keys(options)) {
    if (!KNOWN.has(key))
      throw new TypeError(`Unknown option \`${key}\` of runVirtual(): use ${[...KNOWN].join(', ')}`)
  }
  const given = options as Record<string, unknown>
  for (const name of NUMBERS) {
    const value = given[name]
    if (value === undefined || (value === Infinity && name !== 'startMs')) continue
    checkNonNegative(name, value as number)
  }
  const { autoAdvance } = given
  if (autoAdvance !== undefined && typeof autoAdvance !== 'boolean')
    throw new TypeError(`Expected \`autoAdvance\` to be a boolean, got ${describe(autoAdvance)}`)
}
