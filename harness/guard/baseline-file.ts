import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { showValue } from '../text/describe.ts'
import { toReadablePath } from '../text/relative-path.ts'
import { isPlainObject, suggestKnown } from '../text/verify.ts'
import { toKey } from './baseline-key.ts'
import { type Baseline, BaselineError, BASELINE_VERSION, type BaselineEntry } from './baseline.ts'
import { HANDLE_KINDS, isHandleKind } from './handle-kinds.ts'

/**
 * Reads a baseline file.
 *
 * @param file relative to the working directory
 * @throws {BaselineError} when there is none, or it is not one: what is wrong, where, and what to do
 */
export function readBaseline(file: string): Baseline {
  const path = resolve(file)
  const name = toReadablePath(path, process.cwd())
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') {
      throw new BaselineError(`The baseline ${name} cannot be read: ${(error as Error).message}`)
    }
    throw new BaselineError(
      `The baseline ${name} does not exist. Write it with \`npx vitest-shutdown baseline\`, or take \`baseline\` out of the options of configureGuard().`,
    )
  }
  return { path, leaks: parseBaseline(text, name) }
}

const ENTRY_KEYS = ['file', 'project', 'suite', 'test', 'kind', 'source', 'count'] as const
const OPTIONAL_KEYS = ['project', 'suite', 'test', 'source'] as const

const REWRITE = 'Fix it, or delete the file and run `npx vitest-shutdown baseline`.'

/**
 * Reads the text of a baseline file.
 *
 * @param name what the message calls the file
 * @throws {BaselineError} for the first thing that is wrong: where, and what to do
 */
export function parseBaseline(text: string, name: string): BaselineEntry[] {
  const file = parseJson(text.replace(/^\uFEFF/, ''), name)
  const fail = (problem: string): never => {
    throw new BaselineError(`The baseline ${name} is not valid: ${problem}. ${REWRITE}`)
  }
  if (!isPlainObject(file)) {
    return fail(`expected an object with \`version\` and \`leaks\`, got ${showValue(file)}`)
  }
  if (file.version !== BASELINE_VERSION) {
    if (typeof file.version === 'number' && file.version > BASELINE_VERSION) {
      throw new BaselineError(
        `The baseline ${name} has version ${file.version}; this vitest-shutdown reads version ${BASELINE_VERSION}. Update vitest-shutdown.`,
      )
    }
    fail(`expected \`version\` to be ${BASELINE_VERSION}, got ${showValue(file.version)}`)
  }
  const unknown = Object.keys(file).find((key) => key !== 'version' && key !== 'leaks')
  if (unknown !== undefined) {
    fail(`unknown key \`${unknown}\`${suggestKnown(unknown, ['version', 'leaks'])}`)
  }
  if (!Array.isArray(file.leaks)) {
    return fail(`expected \`leaks\` to be an array, got ${showValue(file.leaks)}`)
  }
  const positions = new Map<string, number>()
  return file.leaks.map((value: unknown, index) => {
    const entry = verifyEntry(value, `leaks[${index}]`, fail)
    const key = toKey(entry)
    const twin = positions.get(key)
    if (twin !== undefined) {
      fail(`\`leaks[${index}]\` is the same leak as \`leaks[${twin}]\``)
    }
    positions.set(key, index)
    return entry
  })
}

function parseJson(text: string, name: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (/^(<{7}|>{7}) /m.test(text)) {
      throw new BaselineError(
        `The baseline ${name} has merge conflicts. Resolve them, or take either side and run \`npx vitest-shutdown baseline\`.`,
      )
    }
    const { message, position } = findSyntaxPosition(error as Error, text)
    throw new BaselineError(`The baseline ${name}${position} is not JSON: ${message}. ${REWRITE}`)
  }
}

function verifyEntry(
  value: unknown,
  name: string,
  fail: (problem: string) => never,
): BaselineEntry {
  if (!isPlainObject(value)) {
    return fail(`expected \`${name}\` to be an object, got ${showValue(value)}`)
  }
  const expect = (isRight: boolean, key: string, what: string): void => {
    if (!isRight) fail(`expected \`${name}.${key}\` to be ${what}, got ${showValue(value[key])}`)
  }
  for (const key of Object.keys(value)) {
    if (ENTRY_KEYS.some((known) => known === key)) continue
    fail(`unknown key \`${key}\` in \`${name}\`${suggestKnown(key, ENTRY_KEYS)}`)
  }
  expect(isText(value.file), 'file', 'the path of a test file')
  for (const key of OPTIONAL_KEYS) {
    expect(value[key] === undefined || isText(value[key]), key, 'a non-empty string')
  }
  if (value.suite !== undefined && value.test !== undefined) {
    fail(`expected \`${name}\` to have \`suite\` or \`test\`, got both`)
  }
  const { kind, count } = value
  if (!isHandleKind(kind)) {
    expect(typeof kind === 'string', 'kind', 'a kind of handle')
    fail(
      `unknown kind '${String(kind)}' in \`${name}\`${suggestKnown(String(kind), Object.keys(HANDLE_KINDS))}`,
    )
  }
  expect(Number.isSafeInteger(count) && Number(count) >= 1, 'count', 'a whole number >= 1')
  return value as unknown as BaselineEntry
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value !== ''
}

/**
 * Finds where `JSON.parse` stopped, as ` (line 3, column 5)` or nothing, and its message without that.
 *
 * The engine gives an offset in most messages, and line and column in newer ones only.
 */
function findSyntaxPosition(error: Error, text: string): { message: string; position: string } {
  const [, message = error.message, offset] =
    /^(.*?) in JSON at position (\d+)/s.exec(error.message) ??
    /^(.*?) after JSON at position (\d+)/s.exec(error.message) ??
    []
  if (offset === undefined) return { message: error.message, position: '' }
  const lines = text.slice(0, Number(offset)).split('\n')
  return {
    message,
    position: ` (line ${lines.length}, column ${(lines.at(-1)?.length ?? 0) + 1})`,
  }
}

/**
 * Writes the text of a baseline file: sorted, one field on each line, so that a diff shows what was
 * added or removed and formatters leave it as it is.
 */
export function formatBaseline(leaks: readonly BaselineEntry[]): string {
  const sorted = leaks
    .map((entry) => ({ entry, key: toKey(entry) }))
    // By code units, not by locale: the same on every machine.
    .toSorted((a, b) => (a.key < b.key ? -1 : 1))
    .map(({ entry: { file, project, suite, test, kind, source, count } }) => ({
      file,
      project,
      suite,
      test,
      kind,
      source,
      count,
    }))
  return `${JSON.stringify({ version: BASELINE_VERSION, leaks: sorted }, null, 2)}\n`
}
