// @case {"leaks":[{"test":"group > opens late","kind":"fd"}],"note":"a sibling is still running when the leak is judged: what it holds is its own"}
import { closeSync, openSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { pause } from '../support/pause.ts'
import { scratchFile } from '../support/scratch.ts'

describe.concurrent('group', () => {
  test('holds one for long', async () => {
    const fd = openSync(scratchFile(), 'r')
    const timer = setInterval(() => {}, 5)
    await pause(200)
    clearInterval(timer)
    closeSync(fd)
    expect(fd).toBeGreaterThan(2)
  })

  test('opens late', async () => {
    await pause(10)
    const fd = openSync(scratchFile(), 'r') // <- leak
    expect(fd).toBeGreaterThan(2)
  })

  test('opens and closes', async () => {
    await pause(20)
    closeSync(openSync(scratchFile(), 'r'))
    expect(1).toBe(1)
  })
})
