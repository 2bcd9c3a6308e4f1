import { describeIgnore } from './describe-ignore.ts'
import type { GuardIgnore } from './guard-options.ts'
import type { Leak } from './leak.ts'
import { matchIgnore } from './match-ignore.ts'

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
