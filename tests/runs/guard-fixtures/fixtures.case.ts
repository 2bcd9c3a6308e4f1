/* oxlint-disable no-empty-pattern -- Vitest reads the names of the fixtures that are used out of it */
import type { Server } from 'node:http'
import { expect, test as base } from 'vitest'
import { startServer } from './start-server.ts'

const test = base
  .extend('own', async ({}, { onCleanup }) => {
    const server = await startServer()
    onCleanup(() => void server.close())
    return server
  })
  .extend('shared', { scope: 'file' }, async ({}, { onCleanup }) => {
    const server = await startServer()
    onCleanup(() => void server.close())
    return server
  })
  .extend('lazy', { scope: 'file' }, ({}, { onCleanup }) => {
    const servers: Server[] = []
    onCleanup(() => {
      for (const server of servers) server.close()
    })
    return servers
  })

let leaked: Server | undefined

test('leaks beside a fixture of its own', async ({ own }) => {
  leaked = await startServer()
  expect(leaked).not.toBe(own)
})

base('finds that closed before the end of the file', () => {
  expect(leaked?.listening).toBe(false)
})

test('opens a fixture of the file', ({ shared }) => {
  expect(shared.listening).toBe(true)
})

test('finds it open', ({ shared }) => {
  expect(shared.listening).toBe(true)
})

test('opens what a fixture of the file closes', async ({ lazy }) => {
  lazy.push(await startServer())
})

test('leaks beside a fixture of the file', async ({ lazy }) => {
  expect(lazy).not.toContain(await startServer())
})
