import path from 'node:path'
import { describe as group, expect, test } from 'vitest'
import {
  checkNonNegative,
  checkPositive,
  findClosest,
  verifyKeys,
} from '../../../harness/text/verify.ts'
import { describe, isError, showValue } from '../../../harness/text/describe.ts'
import { formatMs } from '../../../harness/text/format-ms.ts'
import { toReadablePath, toRelativePath } from '../../../harness/text/relative-path.ts'
import { wrapText } from '../../../harness/text/wrap-text.ts'

function createRevoked(): object {
  const { proxy, revoke } = Proxy.revocable({}, {})
  revoke()
  return proxy
}

group('a thrown value in a message', () => {
  test.each([
    [new RangeError('too big'), 'RangeError: too big'],
    ['boom', '"boom"'],
    [undefined, 'undefined'],
    [Symbol('s'), 'Symbol(s)'],
    [new Error('first\nsecond'), 'Error: first …'],
    ['x'.repeat(200), `"${'x'.repeat(119)}…`],
    [Object.create(null), 'a value that cannot be converted to a string'],
  ])('is written without ever throwing (%#)', (value, text) => {
    expect(describe(value)).toBe(text)
  })

  test('is written even where it is a revoked proxy', () => {
    expect(describe(createRevoked())).toBe('a value that cannot be converted to a string')
  })

  test('is an error or not, a revoked proxy included', () => {
    expect([new TypeError('x'), 'x', createRevoked()].map(isError)).toEqual([true, false, false])
  })
})

test.each([
  [-1, '-1 (number)'],
  ['a', "'a' (string)"],
  [null, 'null'],
  [['server'], "[ 'server' ] (array)"],
  [{ a: { b: 1 } }, '{ a: [Object] } (object)'],
])('a wrong option is shown with its type: %j', (value, text) => {
  expect(showValue(value)).toBe(text)
})

test.each([
  ['shutdwon', 'shutdown'],
  ['SHUTDOWN', 'shutdown'],
  ['drp', 'drop'],
  ['dorp', 'drop'],
  ['clock', undefined],
])('for %s the closest known word is %s', (given, closest) => {
  expect(findClosest(given, ['shutdown', 'drop'])).toBe(closest)
})

test.each([
  [0, '0 ms'],
  [3500, '3500 ms'],
  [9000, '9000 ms'],
  [10_000, '10 s'],
  [30_001, '30001 ms'],
  [600_000, '10 min'],
  [86_401_000, '24 h'],
])('%d ms are written as %s', (ms, text) => {
  expect(formatMs(ms)).toBe(text)
})

group('a path', () => {
  const inside = path.join('/repo', 'src', 'a.ts')

  test('is relative inside the directory', () => {
    expect(toRelativePath(inside, '/repo')).toBe('src/a.ts')
    expect(toReadablePath(inside, '/repo')).toBe('src/a.ts')
  })

  test('outside of it is readable where it is absolute', () => {
    expect(toRelativePath(inside, '/repo/tests/runs')).toBe('../../src/a.ts')
    expect(toReadablePath(inside, '/repo/tests/runs')).toBe('/repo/src/a.ts')
  })
})

test('an unknown key is refused with the closest known one', () => {
  const where = { what: 'option', where: '`explore()`' }
  expect(() => verifyKeys({ budget: 1 }, ['budgetMs', 'rules'], where)).toThrow(
    new TypeError(
      'Unknown option `budget` of `explore()`; did you mean `budgetMs`? Known are budgetMs, rules',
    ),
  )
  expect(() => verifyKeys({ x: 1 }, ['budgetMs', 'rules'], where)).toThrow(
    new TypeError('Unknown option `x` of `explore()`; known are budgetMs, rules'),
  )
  expect(() => verifyKeys({ rules: [] }, ['budgetMs', 'rules'], where)).not.toThrow()
})

test.each([
  [() => checkNonNegative('ms', -1), 'Expected `ms` to be a finite number >= 0, got -1 (number)'],
  [() => checkNonNegative('ms', NaN), 'Expected `ms` to be a finite number >= 0, got NaN (number)'],
  [() => checkPositive('ms', 0), 'Expected `ms` to be a finite number > 0, got 0 (number)'],
  [
    () => checkPositive('ms', '5' as never),
    'Expected `ms` to be a finite number > 0, got 5 (string)',
  ],
])('a number out of range is refused (%#)', (check, message) => {
  expect(check).toThrow(new TypeError(message))
})

group('wrapped text', () => {
  test('breaks at spaces, indents every line and keeps long words whole', () => {
    const text = 'a short word and src/a-path-that-is-longer-than-the-line.ts end'
    expect(wrapText(text, { indent: '  ', width: 24 })).toBe(
      ['  a short word and', '  src/a-path-that-is-longer-than-the-line.ts', '  end'].join('\n'),
    )
  })

  test('loses colours and control characters, and keeps line breaks', () => {
    expect(wrapText('\u001B[31mred\u001B[0m\u0007\r\n\tnext', { indent: '' })).toBe('red\n  next')
  })
})
