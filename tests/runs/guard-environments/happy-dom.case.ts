// @vitest-environment happy-dom
import { expect, test } from 'vitest'
import { idle } from './idle.ts'

declare const document: {
  readonly body: { innerHTML: string }
  querySelector(selector: string): { readonly textContent: string } | null
}

test('is clean', () => {
  document.body.innerHTML = '<p>text</p>'
  expect(document.querySelector('p')?.textContent).toBe('text')
})

test('leaks an interval', () => {
  setInterval(idle, 1001)
})

test('leaks a timeout', () => {
  setTimeout(idle, 1002)
})

test('is clean after that', async () => {
  await new Promise((resolve) => {
    setTimeout(resolve, 5)
  })
})
