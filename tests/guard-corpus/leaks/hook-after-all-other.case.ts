// @case {"leaks":[{"test":"with the shared server > opens a private one","kind":"server"}],"note":"a shared server closed in afterAll, and a second one that only one test knows"}
import type { Server } from 'node:http'
import { createServer } from 'node:http'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { portOf } from '../support/port-of.ts'

let shared: Server
beforeAll(async () => {
  shared = createServer().listen(0)
  await portOf(shared)
})
afterAll(async () => {
  await new Promise((resolve) => shared.close(resolve))
})

describe('with the shared server', () => {
  test('uses it', () => {
    expect(shared.listening).toBe(true)
  })

  test('opens a private one', async () => {
    const own = createServer()
    own.listen(0) // <- leak
    expect(await portOf(own)).not.toBe(await portOf(shared))
  })

  test('uses it again', () => {
    expect(shared.listening).toBe(true)
  })
})
