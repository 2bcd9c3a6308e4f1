// @case {"note":"a worker-scoped fixture with a cleanup, which runs when the worker ends"}
import { expect, test as base } from 'vitest'
import { openEverything } from '../support/open-everything.ts'

// oxlint-disable-next-line no-empty-pattern -- Vitest reads from the pattern what a fixture needs
const test = base.extend('everything', { scope: 'worker' }, async ({}, { onCleanup }) => {
  const everything = await openEverything()
  onCleanup(() => everything.close())
  return everything
})

test('uses everything', ({ everything }) => {
  expect(everything.count).toBeGreaterThan(20)
})

test('uses everything again', ({ everything }) => {
  expect(everything.count).toBeGreaterThan(20)
})
