// @case {"note":"kill() without waiting, by signal and by AbortSignal"}
import { exec, fork, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

test('is killed', async () => {
  const child = spawn('sleep', ['15'])
  await once(child, 'spawn')
  expect(child.kill()).toBe(true)
})

test('is killed for good', async () => {
  const child = spawn('sleep', ['15'], { stdio: 'ignore' })
  await once(child, 'spawn')
  expect(child.kill('SIGKILL')).toBe(true)
})

test('is aborted', async () => {
  const controller = new AbortController()
  const child = exec('exec sleep 15', { signal: controller.signal }, () => {})
  child.on('error', () => {})
  await once(child, 'spawn')
  controller.abort()
  expect(controller.signal.aborted).toBe(true)
})

test('is disconnected', async () => {
  const idle = fileURLToPath(new URL('../support/idle-child.mjs', import.meta.url))
  const child = fork(idle, [], { execArgv: [] })
  await once(child, 'message')
  child.disconnect()
  await once(child, 'exit')
  expect(child.exitCode).toBe(0)
})
