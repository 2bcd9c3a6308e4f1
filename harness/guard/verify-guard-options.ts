import type { GuardOptions } from './guard-options.ts'
import { showValue } from '../text/describe.ts'
import { verifyIgnore } from './verify-ignore.ts'
import { isPlainObject, verifyKeys } from '../text/verify.ts'

const KNOWN = ['mode', 'ignore', 'lazy', 'settleMs', 'promises', 'strict', 'baseline'] as const

const CHOICES: Readonly<Record<'mode' | 'lazy', readonly string[]>> = {
  mode: ['fail', 'warn', 'off'],
  lazy: ['allow', 'fail'],
}

/**
 * Returns `options` as the options of the guard that they are.
 *
 * @param where what was called with them, for the message: `configureGuard`
 * @throws {TypeError} when they are none: the first thing wrong, with its value and the remedy
 */
export function verifyGuardOptions(options: unknown, where: string): GuardOptions {
  if (!isPlainObject(options)) {
    throw new TypeError(
      `Expected the options of \`${where}\` to be an object, such as { mode: 'warn' }, got ${showValue(options)}`,
    )
  }
  verifyKeys(options, KNOWN, { what: 'option', where: `\`${where}\`` })
  const expect = (isRight: boolean, key: string, what: string): void => {
    if (isRight || options[key] === undefined) return
    throw new TypeError(
      `Expected \`${key}\` of \`${where}\` to be ${what}, got ${showValue(options[key])}`,
    )
  }
  for (const [key, choices] of Object.entries(CHOICES)) {
    expect(
      choices.some((choice) => choice === options[key]),
      key,
      listChoices(choices),
    )
  }
  expect(typeof options.promises === 'boolean', 'promises', 'a boolean')
  expect(typeof options.strict === 'boolean', 'strict', 'a boolean')
  expect(
    typeof options.baseline === 'string' && options.baseline.trim() !== '',
    'baseline',
    "the path of a baseline file, such as 'vitest-shutdown.baseline.json'",
  )
  expect(
    typeof options.settleMs === 'number' &&
      Number.isFinite(options.settleMs) &&
      options.settleMs >= 0,
    'settleMs',
    'a finite number of milliseconds >= 0',
  )
  expect(Array.isArray(options.ignore), 'ignore', 'an array of ignores')
  if (Array.isArray(options.ignore)) {
    options.ignore.forEach((ignore, index) => {
      verifyIgnore(ignore, `ignore[${index}]`, where)
    })
  }
  return options
}

function listChoices(choices: readonly string[]): string {
  const quoted = choices.map((choice) => `'${choice}'`)
  return `${quoted.slice(0, -1).join(', ')} or ${quoted.at(-1)}`
}
