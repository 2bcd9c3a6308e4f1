/** Options of Vitest that leave out no test, and whether a value follows them. */
const HARMLESS: ReadonlyMap<string, boolean> = new Map([
  ['--config', true],
  ['-c', true],
  ['--root', true],
  ['-r', true],
  ['--mode', true],
  ['--pool', true],
  ['--maxWorkers', true],
  ['--reporter', true],
  ['--outputFile', true],
  ['--testTimeout', true],
  ['--hookTimeout', true],
  ['--retry', true],
  ['--silent', false],
  ['--no-coverage', false],
  ['--no-file-parallelism', false],
  ['--no-color', false],
])

/**
 * Whether the arguments may leave out some of the tests; where that is not certain, they may.
 *
 * @param args what follows `vitest run`
 */
export function isLimitedRun(args: readonly string[]): boolean {
  for (let index = 0; index < args.length; index += 1) {
    const [name = '', value] = (args[index] ?? '').split('=', 2)
    const takesValue = HARMLESS.get(name)
    if (takesValue === undefined) return true
    if (takesValue && value === undefined) index += 1
  }
  return false
}
