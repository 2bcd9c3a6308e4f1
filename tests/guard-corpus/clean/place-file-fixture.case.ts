// @case {"note":"a file-scoped fixture with a cleanup"}
import { expect, test as base } from 'vitest'
import { openEverything } from '../support/open-everything.ts'

// oxlint-disable-next-line no-empty-pattern -- Vitest reads from the pattern what a fixture needs
const test = base.extend('everything', { scope: 'file' }, async ({}, { onCleanup }) => {
  const everything = await openEverything()
  onCleanup(() => everything.close())
  return everything
})

test('uses nothing', () => {
  expect(1).toBe(1)
})

test('uses everything', ({ everything }) => {
  expect(everything.count).toBeGreaterThan(20)
})

test('uses everything again', ({ everything }) => {
  expect(everything.count).toBeGreaterThan(20)
})
