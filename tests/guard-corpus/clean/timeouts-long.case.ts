// @case {"note":"tests and hooks with long time limits: the runner's own timers are not the user's"}
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { pause } from '../support/pause.ts'

beforeEach(() => {}, 120_000)
afterEach(() => pause(1), 120_000)

describe('slow', { timeout: 120_000 }, () => {
  test('takes a while', async () => {
    await pause(150)
    expect(1).toBe(1)
  })

  test('takes none', () => {
    expect(1).toBe(1)
  })
})

test('has no limit', { timeout: 0 }, async () => {
  await pause(1)
  expect(1).toBe(1)
})

test('annotates', async ({ annotate, task }) => {
  await annotate('a note')
  expect(task.name).toBe('annotates')
})
