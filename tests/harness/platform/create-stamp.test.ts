import { inspect } from 'node:util'
import { expect, test } from 'vitest'
import { createStamp } from '../../../harness/platform/create-stamp.ts'

test('a stamp is read from what it was written to, and from nothing else', () => {
  const stamp = createStamp<string>()
  const marked = Promise.resolve()
  stamp.write(marked, 'first')
  expect(stamp.read(marked)).toBe('first')
  expect(stamp.read(Promise.resolve())).toBe(undefined)
  expect(createStamp<string>().read(marked)).toBe(undefined)
})

test('a stamp does not show', () => {
  const stamp = createStamp<string>()
  const [marked, plain] = [{ a: 1 }, { a: 1 }]
  stamp.write(marked, 'hidden')
  expect(Reflect.ownKeys(marked)).toEqual(['a'])
  expect(inspect(marked, { showHidden: true })).toBe(inspect(plain, { showHidden: true }))
  expect(structuredClone(marked)).toStrictEqual(plain)
})
