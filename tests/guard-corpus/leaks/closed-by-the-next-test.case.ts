// @case {"leaks":[{"test":"opens","kind":"timer"}],"debatable":true,"note":"the next test closes it: judged at the end of its test it is a leak, judged at the end of the file it is not"}
import { expect, test } from 'vitest'

let timer: NodeJS.Timeout

test('opens', () => {
  timer = setInterval(() => {}, 1000) // <- leak
  expect(timer.hasRef()).toBe(true)
})

test('closes', () => {
  clearInterval(timer)
  expect(1).toBe(1)
})
