import { expect, test } from 'vitest'

import { checkFunction } from '../../reference/check-arguments.ts'

test('accepts functions of every kind', () => {
  for (const value of [() => {}, async () => {}, Map, Math.max]) {
    expect(() => checkFunction('job', value)).not.toThrow()
  }
})

test.each([
  [undefined, 'undefined (undefined)'],
  ['f', "'f' (string)"],
  [{ then: { deep: 1 } }, '{ then: [Object] } (object)'],
])('rejects %o', (value, shown) => {
  expect(() => checkFunction('job', value)).toThrow(
    new TypeError(`Expected \`job\` to be a function, got ${shown}`),
  )
})
