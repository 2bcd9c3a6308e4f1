import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const program = fileURLToPath(new URL('child/threads.mjs', import.meta.url))

test.each(['shut down', 'dropped', 'paused', 'shared'])(
  'a process ends by itself whose task is %s',
  (how) => {
    const { status, signal, stdout, stderr } = spawnSync(process.execPath, [program, how], {
      encoding: 'utf8',
      timeout: 30_000,
    })
    expect(stderr).toBe('')
    expect(stdout).toBe(`${how}\n`)
    expect({ status, signal }).toEqual({ status: 0, signal: null })
  },
)
