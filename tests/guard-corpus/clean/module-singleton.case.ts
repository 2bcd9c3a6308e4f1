// @case {"isolated":true,"note":"a sibling module opens a timer when it is loaded and is stopped in afterAll"}
import { afterAll, expect, test } from 'vitest'
import { countBeats, heart } from '../support/starts-on-import.ts'

afterAll(() => {
  clearInterval(heart)
})

test('counts', () => {
  expect(countBeats()).toBe(0)
})
