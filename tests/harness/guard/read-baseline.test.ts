import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { type BaselineEntry, BaselineError } from '../../../harness/guard/baseline.ts'
import {
  formatBaseline,
  parseBaseline,
  readBaseline,
} from '../../../harness/guard/baseline-file.ts'

const MEND = 'Fix it, or delete the file and run `npx vitest-shutdown baseline`.'

const entry: BaselineEntry = {
  file: 'test/orders.test.ts',
  test: 'orders > lists',
  kind: 'server',
  source: 'src/server.ts#startServer',
  count: 1,
}

function parse(file: unknown): unknown {
  return parseBaseline(typeof file === 'string' ? file : JSON.stringify(file), 'leaks.json')
}

describe('a baseline that is written', () => {
  test('is sorted, one field on each line, and can be read again', () => {
    const leaks: BaselineEntry[] = [
      { ...entry, file: 'test/users.test.ts', kind: 'promise' },
      { count: 2, kind: 'interval', test: 'orders > lists', file: 'test/orders.test.ts' },
      entry,
      { file: 'test/orders.test.ts', suite: 'orders', kind: 'server', count: 1 },
      { file: 'test/orders.test.ts', project: 'node', kind: 'server', count: 1 },
      { file: 'test/orders.test.ts', kind: 'worker', count: 1 },
    ]
    const text = formatBaseline(leaks)
    expect(text).toMatchSnapshot()
    expect(formatBaseline(leaks.toReversed())).toBe(text)
    expect(formatBaseline(parseBaseline(text, 'leaks.json'))).toBe(text)
  })

  test('survives an editor that adds a byte order mark', () => {
    expect(parse(`\uFEFF${formatBaseline([entry])}`)).toEqual([entry])
  })
})

describe('a baseline that is not one is one clear error', () => {
  const version = 1

  test.for<[file: unknown, message: string]>([
    [
      '{\n  "version": 1,\n  "leaks": [],\n}\n',
      `The baseline leaks.json (line 4, column 1) is not JSON: Expected double-quoted property name. ${MEND}`,
    ],
    ['', `The baseline leaks.json is not JSON: Unexpected end of JSON input. ${MEND}`],
    [
      '{ "version": 1,\n<<<<<<< HEAD\n  "leaks": []\n=======\n>>>>>>> main\n}',
      'The baseline leaks.json has merge conflicts. Resolve them, or take either side and run `npx vitest-shutdown baseline`.',
    ],
    [
      [],
      `The baseline leaks.json is not valid: expected an object with \`version\` and \`leaks\`, got [] (array). ${MEND}`,
    ],
    [
      { version: 2, leaks: [] },
      'The baseline leaks.json has version 2; this vitest-shutdown reads version 1. Update vitest-shutdown.',
    ],
    [
      { leaks: [] },
      `The baseline leaks.json is not valid: expected \`version\` to be 1, got undefined. ${MEND}`,
    ],
    [
      { version: '1', leaks: [] },
      `The baseline leaks.json is not valid: expected \`version\` to be 1, got '1' (string). ${MEND}`,
    ],
    [
      { version, leak: [] },
      `The baseline leaks.json is not valid: unknown key \`leak\`; did you mean \`leaks\`? Known are version, leaks. ${MEND}`,
    ],
    [
      { version },
      `The baseline leaks.json is not valid: expected \`leaks\` to be an array, got undefined. ${MEND}`,
    ],
  ])('%j', ([file, message]) => {
    expect(() => parse(file)).toThrow(new BaselineError(message))
  })

  test.for<[leak: unknown, problem: string]>([
    [null, 'expected `leaks[1]` to be an object, got null'],
    [
      { ...entry, line: 14 },
      'unknown key `line` in `leaks[1]`; known are file, project, suite, test, kind, source, count',
    ],
    [
      { ...entry, file: undefined },
      'expected `leaks[1].file` to be the path of a test file, got undefined',
    ],
    [{ ...entry, test: '' }, "expected `leaks[1].test` to be a non-empty string, got '' (string)"],
    [
      { ...entry, source: 3 },
      'expected `leaks[1].source` to be a non-empty string, got 3 (number)',
    ],
    [{ ...entry, suite: 'orders' }, 'expected `leaks[1]` to have `suite` or `test`, got both'],
    [
      { ...entry, kind: undefined },
      'expected `leaks[1].kind` to be a kind of handle, got undefined',
    ],
    [
      { ...entry, kind: 'sockt' },
      "unknown kind 'sockt' in `leaks[1]`; did you mean `socket`? Known are timeout, interval, immediate, server, socket, udp-socket, http2-session, pipe, watcher, file, directory, child-process, worker, message-port, dns-query, process-listener, promise",
    ],
    [{ ...entry, count: 0 }, 'expected `leaks[1].count` to be a whole number >= 1, got 0 (number)'],
    [
      { ...entry, count: 1.5 },
      'expected `leaks[1].count` to be a whole number >= 1, got 1.5 (number)',
    ],
    [{ ...entry, count: 4 }, '`leaks[1]` is the same leak as `leaks[0]`'],
  ])('an entry %j', ([leak, problem]) => {
    expect(() => parse({ version, leaks: [entry, leak] })).toThrow(
      new BaselineError(`The baseline leaks.json is not valid: ${problem}. ${MEND}`),
    )
  })
})

describe('a baseline file', () => {
  function createFolder(): string {
    const folder = mkdtempSync(join(tmpdir(), 'baseline-'))
    onTestFinished(() => {
      rmSync(folder, { recursive: true })
    })
    return folder
  }

  test('is read with its place', () => {
    const path = join(createFolder(), 'leaks.json')
    writeFileSync(path, formatBaseline([entry]))
    expect(readBaseline(path)).toEqual({ path, leaks: [entry] })
  })

  test('that is missing is an error with the remedy', () => {
    expect(() => readBaseline('no/leaks.json')).toThrow(
      new BaselineError(
        'The baseline no/leaks.json does not exist. Write it with `npx vitest-shutdown baseline`, or take `baseline` out of the options of configureGuard().',
      ),
    )
  })

  test('that is wrong is an error without a stack, which would point into this package', () => {
    expect(new BaselineError('wrong').stack).toBe('BaselineError: wrong')
  })

  test('that is a folder is an error with the reason', () => {
    const folder = createFolder()
    expect(() => readBaseline(folder)).toThrow(
      new BaselineError(
        `The baseline ${folder} cannot be read: EISDIR: illegal operation on a directory, read`,
      ),
    )
  })
})
