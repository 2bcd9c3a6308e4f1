// @case {"note":"the same dependency, loaded by import() within a test"}
import { expect, test } from 'vitest'

test('loads it', async () => {
  const { addExitHook } = await import('corpus-exit-hook')
  expect(addExitHook).toBeTypeOf('function')
})

test('neighbour', () => {
  expect(1).toBe(1)
})
