import { toRelativePath } from '../text/relative-path.ts'
import type { GuardIgnore } from './guard-options.ts'
import type { Leak, LeakFrame } from './leak.ts'

/** An ignore as a record of a run keeps it. */
export interface IgnoreUse {
  /** The ignore in words, the same in every worker: `{ package: 'pg' } (reason: …)`. */
  readonly ignore: string
  readonly isUsed: boolean
}

/**
 * The ignores of one reach (a test, a test file, a whole run) and which of them matched a leak.
 *
 * An ignore can be judged unused once all of its reach has run: at the end of the test or of the
 * file that it was given in, where nothing of that was skipped. One that is given in a setup file
 * reaches every test file, and each worker sees only some of them; its uses go into the record of
 * each file, and `vitest-shutdown baseline` judges the run.
 */
export class IgnoreLedger {
  readonly #uses = new Map<GuardIgnore, boolean>()
  readonly #directory: string

  /** @param directory what the paths that a regular expression sees are relative to */
  constructor(ignores: readonly GuardIgnore[] = [], directory: string = process.cwd()) {
    this.#directory = directory
    this.add(ignores)
  }

  add(ignores: readonly GuardIgnore[]): void {
    for (const ignore of ignores) this.#uses.set(ignore, this.#uses.get(ignore) ?? false)
  }

  /** Finds the first ignore that a leak matches, and notes all that it matches: none is superfluous. */
  match(leak: Leak): GuardIgnore | undefined {
    const matches = [...this.#uses.keys()].filter((ignore) =>
      matchIgnore(leak, ignore, this.#directory),
    )
    for (const ignore of matches) this.#uses.set(ignore, true)
    return matches[0]
  }

  /** The ignores that have matched nothing so far. */
  findUnused(): GuardIgnore[] {
    return [...this.#uses].flatMap(([ignore, isUsed]) => (isUsed ? [] : [ignore]))
  }

  /** What the record of a test file keeps of this ledger. */
  toUses(): IgnoreUse[] {
    return [...this.#uses].map(([ignore, isUsed]) => ({ ignore: describeIgnore(ignore), isUsed }))
  }
}

/**
 * Whether a leak matches all that an ignore gives.
 *
 * @param directory what the paths that a regular expression sees are relative to
 */
export function matchIgnore(leak: Leak, ignore: GuardIgnore, directory: string): boolean {
  const { kind, source, ref, maxDelayMs } = ignore
  if (kind !== undefined && ![kind].flat().includes(leak.kind)) return false
  if (ref !== undefined && ref !== leak.isReferenced) return false
  if (maxDelayMs !== undefined && !isBriefTimer(leak, maxDelayMs)) return false
  // Each may match a frame of its own: a socket of `pg` that `src/db.ts` asked for.
  return (
    (ignore.package === undefined || isOfPackage(leak, ignore.package)) &&
    (source === undefined || leak.frames.some((frame) => isSource(frame, source, directory)))
  )
}

function isBriefTimer({ kind, delayMs = Infinity }: Leak, maxDelayMs: number): boolean {
  return kind === 'timeout' && delayMs <= maxDelayMs
}

function isOfPackage({ frames }: Leak, name: string): boolean {
  if (name === '*') return frames[0]?.package !== undefined
  return frames.some((frame) => frame.package === name)
}

function isSource(frame: LeakFrame, source: string | RegExp, directory: string): boolean {
  if (source instanceof RegExp) {
    // A sticky or global one would go on from where it stopped on the frame before.
    const pattern = new RegExp(source.source, source.flags.replaceAll(/[gy]/g, ''))
    const path = toRelativePath(frame.path, directory)
    return pattern.test(`${path}:${frame.line}:${frame.column}`)
  }
  const wanted = source.replaceAll('\\', '/').replace(/^\.\//, '')
  const path = frame.path.replaceAll('\\', '/')
  return [path, `${path}:${frame.line}`, `${path}:${frame.line}:${frame.column}`].some(
    (place) => place === wanted || place.endsWith(`/${wanted}`),
  )
}

/** Writes an ignore as it was written, in one line: `{ package: 'pg' } (reason: …)`. */
function describeIgnore(ignore: GuardIgnore): string {
  const { kind, package: name, source, ref, maxDelayMs, reason } = ignore
  const kinds = kind === undefined ? [] : [kind].flat().map((one) => `'${one}'`)
  const parts = [
    ...(kinds.length === 0
      ? []
      : [`kind: ${kinds.length === 1 ? kinds.join('') : `[${kinds.join(', ')}]`}`]),
    ...(name === undefined ? [] : [`package: '${name}'`]),
    ...(source === undefined
      ? []
      : [`source: ${typeof source === 'string' ? `'${source}'` : String(source)}`]),
    ...(ref === undefined ? [] : [`ref: ${ref}`]),
    ...(maxDelayMs === undefined ? [] : [`maxDelayMs: ${maxDelayMs}`]),
  ]
  return `{ ${parts.join(', ')} } (reason: ${reason})`
}

/** Writes the warning for an ignore that matched nothing. `reach` is where that was looked at: `this test`. */
export function formatUnusedIgnore(ignore: GuardIgnore | string, reach: string): string {
  const text = typeof ignore === 'string' ? ignore : describeIgnore(ignore)
  return `vitest-shutdown: the ignore ${text} matched nothing in ${reach}: remove it.`
}
