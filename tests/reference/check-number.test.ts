import { expect, test } from 'vitest'

import { checkNumber } from '../../reference/check-arguments.ts'

test.each([0, -0, 0.5, 10])('accepts %s between 0 and 10', (value) => {
  expect(() => checkNumber('stepMs', value, 0, 10)).not.toThrow()
})

test('accepts any finite number above a minimum alone', () => {
  expect(() => checkNumber('stepMs', Number.MAX_VALUE, 0)).not.toThrow()
})

test.each([
  [-1, '-1 (number)'],
  [Number.NaN, 'NaN (number)'],
  [Number.POSITIVE_INFINITY, 'Infinity (number)'],
  ['5', "'5' (string)"],
  [5n, '5n (bigint)'],
  [undefined, 'undefined (undefined)'],
  [null, 'null (object)'],
  [Object.create(null), '[Object: null prototype] {} (object)'],
])('rejects %o', (value, shown) => {
  expect(() => checkNumber('stepMs', value, 0)).toThrow(
    new TypeError(`Expected \`stepMs\` to be a finite number >= 0, got ${shown}`),
  )
})

test('names both ends of a range', () => {
  expect(() => checkNumber('stepMs', 11, 0, 10)).toThrow(
    new TypeError('Expected `stepMs` to be a finite number between 0 and 10, got 11 (number)'),
  )
})
