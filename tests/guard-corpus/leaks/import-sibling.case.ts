// @case {"leaks":[{"test":null,"kind":"timer"}],"files":["support/starts-on-import.ts"],"isolated":true,"note":"opened while a sibling module is loaded"}
import { expect, test } from 'vitest'
import { countBeats } from '../support/starts-on-import.ts'

test('counts', () => {
  expect(countBeats()).toBe(0)
})
