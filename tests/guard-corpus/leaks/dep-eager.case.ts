// @case {"leaks":[{"test":null,"kind":"timer","marks":["","eager"]}],"files":["vendor/corpus-eager/index.js"],"note":"a dependency that starts a ref'd interval while it is loaded; the import is the user's nearest line"}
import { beats } from 'corpus-eager' // <- leak
import { expect, test } from 'vitest'

test('counts', () => {
  expect(beats()).toBe(0)
})

test('neighbour', () => {
  expect(1).toBe(1)
})
