// @case {"leaks":[{"test":"kicks off","kind":"timer"}],"note":"an un-awaited sleep at the end of the test, that opens a server when it is over: the sleep or the server, both are this test's"}
import { createServer } from 'node:net'
import { expect, test } from 'vitest'
import { pause } from '../support/pause.ts'

async function startSlowly(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 300)) // <- leak
  createServer().listen(0, '127.0.0.1') // <- leak
}

test('kicks off', () => {
  void startSlowly()
  expect(1).toBe(1)
})

test('runs meanwhile', async () => {
  await pause(600)
  expect(1).toBe(1)
})
