import type { Server } from 'node:http'
import { afterEach, beforeEach, describe, expect, onTestFinished, test as base } from 'vitest'
import { idle } from './idle.ts'
import { startServer } from './start-server.ts'

const test = base.extend<{ server: Server }>({
  // oxlint-disable-next-line no-empty-pattern -- Vitest reads the names of the fixtures out of it
  server: async ({}, use) => {
    const server = await startServer()
    await use(server)
    server.close()
  },
})

describe('clean', () => {
  let timer: NodeJS.Timeout | undefined
  let server: Server | undefined

  beforeEach(async () => {
    const own = await startServer()
    return () => void own.close()
  })

  afterEach(() => {
    clearInterval(timer)
    server?.close()
  })

  base('closed in afterEach', async () => {
    timer = setInterval(idle, 1001)
    server = await startServer()
  })

  base('closed in onTestFinished', async () => {
    const own = await startServer()
    onTestFinished(() => void own.close())
  })

  base('closed in onTestFinished of the context', async (context) => {
    const own = await startServer()
    context.onTestFinished(() => void own.close())
  })

  base('closed in onTestFailed, and fails', async (context) => {
    const own = await startServer()
    context.onTestFailed(() => void own.close())
    expect(1).toBe(2)
  })

  base('closed as it ends, and not waited for', async () => {
    const own = await startServer()
    own.close()
  })

  test('closed by its fixture', ({ server: own }) => {
    expect(own.listening).toBe(true)
  })
})

base('leaks in an aroundEach from before the guard', () => {})

base('leaks in an aroundEach from after the guard', () => {})

base('leaks in onTestFinished', ({ onTestFinished: atEnd }) => {
  atEnd(() => void setInterval(idle, 1003))
})

test('leaks a server beside a fixture', async ({ server }) => {
  expect(await startServer()).not.toBe(server)
})
