import { HANDLE_KINDS, isHandleKind } from './handle-kinds.ts'
import { showValue } from '../text/describe.ts'
import { isPlainObject, suggestKnown, verifyKeys } from '../text/verify.ts'

const MATCHERS = ['kind', 'package', 'source', 'ref', 'maxDelayMs'] as const

/**
 * Checks one ignore of the options of the guard.
 *
 * @param name the ignore within the options: `ignore[0]`
 * @param where what was called with the options: `configureGuard`
 * @throws {TypeError} for the first thing that is wrong with it, with its value and the remedy
 */
export function verifyIgnore(ignore: unknown, name: string, where: string): void {
  const fail = (key: string, what: string, value: unknown): never => {
    throw new TypeError(
      `Expected \`${name}${key}\` of \`${where}\` to be ${what}, got ${showValue(value)}`,
    )
  }
  if (!isPlainObject(ignore)) {
    return fail(
      '',
      "an object, such as { package: 'pg', reason: 'its pool lives as long as the worker' }",
      ignore,
    )
  }
  verifyKeys(ignore, [...MATCHERS, 'reason'], {
    what: 'key',
    where: `\`${name}\` of \`${where}\``,
  })
  const { reason, kind, source, ref, maxDelayMs } = ignore
  if (typeof reason !== 'string' || reason.trim() === '') {
    fail('.reason', 'a sentence that says why the handle may stay open', reason)
  }
  if (MATCHERS.every((key) => ignore[key] === undefined)) {
    throw new TypeError(
      `Expected \`${name}\` of \`${where}\` to have \`kind\`, \`package\`, \`source\`, \`ref\` or \`maxDelayMs\`, got only a reason; to ignore every leak, use \`mode: 'off'\``,
    )
  }
  if (kind !== undefined) {
    verifyKinds(kind, `\`${name}.kind\` of \`${where}\``, (what) => fail('.kind', what, kind))
  }
  if (ignore.package !== undefined && !isPackageName(ignore.package)) {
    fail(
      '.package',
      "the name of an npm package, such as 'pg' or '@scope/name', or '*'",
      ignore.package,
    )
  }
  if (ref !== undefined && typeof ref !== 'boolean') fail('.ref', 'a boolean', ref)
  if (maxDelayMs !== undefined && !isDelay(maxDelayMs))
    fail('.maxDelayMs', 'a finite number of milliseconds > 0', maxDelayMs)
  if (source === undefined || source instanceof RegExp) return
  if (typeof source !== 'string' || !isPathSuffix(source)) {
    fail(
      '.source',
      "the end of a file's path, such as 'src/db.ts' or 'src/db.ts:12', or a RegExp",
      source,
    )
  }
}

function verifyKinds(kind: unknown, place: string, fail: (what: string) => never): void {
  const kinds: readonly unknown[] = Array.isArray(kind) ? kind : [kind]
  if (kinds.length === 0) fail('at least one kind of handle')
  const known = Object.keys(HANDLE_KINDS)
  for (const given of kinds) {
    if (isHandleKind(given)) continue
    if (typeof given !== 'string') fail('a kind of handle, or an array of them')
    throw new TypeError(`Unknown kind '${given}' in ${place}${suggestKnown(given, known)}`)
  }
}

function isPackageName(value: unknown): boolean {
  return typeof value === 'string' && /^(@[^/\s]+\/)?[^/@\s]+$/.test(value)
}

function isDelay(value: unknown): boolean {
  return typeof value === 'number' && Number.isFinite(value) && value > 0
}

/** A folder or a glob would match nothing, in silence: for those there are regular expressions. */
function isPathSuffix(source: string): boolean {
  return /[^\s/\\]$/.test(source) && !source.includes('*')
}
