// @case {"leaks":[{"test":"registers","kind":"listener","marks":["","signals"]}],"files":["vendor/corpus-signals/index.cjs"],"note":"a dependency that adds a signal listener"}
import { onShutdown } from 'corpus-signals'
import { expect, test } from 'vitest'

test('registers', () => {
  const remove = onShutdown(() => {}) // <- leak
  expect(remove).toBeTypeOf('function')
})

test('registers and removes', () => {
  onShutdown(() => {})()
  expect(1).toBe(1)
})
