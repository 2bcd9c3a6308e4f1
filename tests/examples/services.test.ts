import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { runVitest } from '../runs/run-vitest.ts'

const vitest = fileURLToPath(new URL('../../node_modules/vitest/vitest.mjs', import.meta.url))

describe('the guard finds nothing to say about a service whose tests close what they open', () => {
  test.for(['http-api', 'queue-worker', 'file-watcher'])('%s', async (name) => {
    const folder = fileURLToPath(new URL(`../../examples/services/${name}`, import.meta.url))
    const { exitCode, output } = await runVitest({ vitest, cwd: folder })
    expect({ exitCode, output }).toMatchObject({ exitCode: 0 })
  })
})
