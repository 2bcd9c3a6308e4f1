// @case {"note":"children that end by themselves, awaited in several ways, and execSync"}
import { exec, execFile, execFileSync, execSync, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'

test('exec', async () => {
  expect((await promisify(exec)('echo hi')).stdout).toBe('hi\n')
})

test('execFile', async () => {
  expect((await promisify(execFile)('echo', ['hi'])).stdout).toBe('hi\n')
})

test('spawn, until exit', async () => {
  const child = spawn('echo', ['hi'])
  expect(await once(child, 'exit')).toEqual([0, null])
})

test('spawn of what does not exist', async () => {
  const child = spawn('guard-corpus-no-such-program')
  const [error] = (await once(child, 'error')) as [NodeJS.ErrnoException]
  expect(error.code).toBe('ENOENT')
})

test('synchronous ones', () => {
  expect(execSync('echo hi').toString()).toBe('hi\n')
  expect(execFileSync('echo', ['hi']).toString()).toBe('hi\n')
  expect(spawnSync('true').status).toBe(0)
})
