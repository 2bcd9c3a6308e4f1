// @case {"note":"a dependency that adds an exit listener when it is loaded: nothing of the user's to close"}
import { addExitHook } from 'corpus-exit-hook'
import { expect, test } from 'vitest'

test('adds a hook and removes it', () => {
  const remove = addExitHook(() => {})
  remove()
  expect(remove).toBeTypeOf('function')
})

test('neighbour', () => {
  expect(1).toBe(1)
})
