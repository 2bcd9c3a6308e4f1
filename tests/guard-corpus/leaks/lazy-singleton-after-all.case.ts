// @case {"leaks":[{"test":"uses it first","kind":"timer"}],"note":"the same in a file whose afterAll closes another singleton: the verdict may come late, the test is the same"}
import { afterAll, expect, test } from 'vitest'

const open = new Map<string, NodeJS.Timeout>()

function start(name: string): void {
  if (open.has(name)) return
  const timer = setInterval(() => {}, 1000) // <- leak
  open.set(name, timer)
}

afterAll(() => {
  clearInterval(open.get('closed'))
})

test('opens the one that is closed', () => {
  start('closed')
  expect(open.size).toBe(1)
})

test('uses it first', () => {
  start('forgotten')
  expect(open.size).toBe(2)
})

test('uses it again', () => {
  start('forgotten')
  expect(open.size).toBe(2)
})
