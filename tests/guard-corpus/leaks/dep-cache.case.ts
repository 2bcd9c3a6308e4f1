// @case {"leaks":[{"test":"caches","kind":"timer","marks":["","cache"]}],"files":["vendor/corpus-cache/index.js"],"note":"a dependency with an unref'd sweep in its constructor"}
import { Cache } from 'corpus-cache'
import { expect, test } from 'vitest'

test('caches and disposes', () => {
  const cache = new Cache<number>()
  cache.set('a', 1)
  cache.dispose()
  expect(cache.get('a')).toBeUndefined()
})

test('caches', () => {
  const cache = new Cache<number>() // <- leak
  cache.set('a', 1)
  expect(cache.get('a')).toBe(1)
})
