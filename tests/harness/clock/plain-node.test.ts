import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'

test('the clock works in plain Node, from the built package', async () => {
  const script = fileURLToPath(new URL('plain-node.mjs', import.meta.url))
  const { stdout } = await promisify(execFile)(process.execPath, [script])
  expect(JSON.parse(stdout)).toEqual({
    fired: ['captured 1000', 'slept 2000'],
    createdAt: expect.stringMatching(
      /^startHeartbeat \(tests\/harness\/clock\/plain-node\.mjs:\d+:3\)$/,
    ),
  })
})
