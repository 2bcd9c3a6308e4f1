// @case {"leaks":[{"test":"fails as it should","kind":"timer","orFile":true}],"note":"test.fails whose body fails: the leak must not be swallowed with the expected failure"}
import { expect, test } from 'vitest'

test.fails('fails as it should', () => {
  setInterval(() => {}, 1000) // <- leak
  expect(1).toBe(2)
})

test.fails('fails and is clean', () => {
  expect(1).toBe(2)
})
