// @case {"leaks":[{"test":"finishes badly","kind":"timer"}],"note":"opened in onTestFinished; what the body opened is closed there"}
import { expect, onTestFinished, test } from 'vitest'

test('finishes well', () => {
  const timer = setInterval(() => {}, 1000)
  onTestFinished(() => clearInterval(timer))
  expect(1).toBe(1)
})

test('finishes badly', () => {
  const timer = setInterval(() => {}, 1000)
  onTestFinished(() => {
    clearInterval(timer)
    setInterval(() => {}, 2000) // <- leak
  })
  expect(1).toBe(1)
})
