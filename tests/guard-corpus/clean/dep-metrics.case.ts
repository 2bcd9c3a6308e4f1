// @case {"note":"a dependency with an unref'd interval that it starts when it is loaded: it keeps nothing alive, and the user cannot stop it"}
import { count } from 'corpus-metrics'
import { expect, test } from 'vitest'

test('counts', () => {
  expect(count('a')).toBe(1)
})

test('counts on', () => {
  expect(count('a')).toBe(2)
})
