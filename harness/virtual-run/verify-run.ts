import { checkNonNegative } from '../text/verify.ts'
import { describe } from '../text/describe.ts'
import type { VirtualRunOptions } from './virtual-run.ts'

const NUMBERS = [
  'startMs',
  'maxIdleFires',
  'maxFires',
  'maxJobs',
  'confirmMs',
  'noticeMs',
] as const satisfies readonly (keyof VirtualRunOptions)[]

const KNOWN: ReadonlySet<string> = new Set([...NUMBERS, 'autoAdvance'])

/**
 * Checks what {@link runVirtual} was given.
 *
 * @throws {TypeError} when the body is no function, or an option is unknown or out of range
 */
export function verifyRun(body: unknown, options: unknown): asserts options is VirtualRunOptions {
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
