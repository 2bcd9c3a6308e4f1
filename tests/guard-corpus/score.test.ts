import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'

/** Some hundred test files in one run. */
const LIMIT_MS = 300_000

test(
  'the guard finds every leak of the corpus on its test and line, and nothing else',
  async () => {
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [`${import.meta.dirname}/score.mjs`, '--share'],
      { maxBuffer: 1e8 },
    )
    const [, summary] = /^(all leaks[^]*?)\n\n/m.exec(`${stdout}\n\n`) ?? []
    const [found, exact, , , alarms] = summary?.split('\n') ?? []
    expect({ found, exact, alarms, stdout }).toMatchObject({
      found: expect.stringMatching(/^all leaks +(\d+)\/\1 +100 % +\1\/\1 +100 % +\1\/\1 /),
      exact: expect.stringMatching(/: (\d+)\/\1$/),
      alarms: expect.stringMatching(/^false alarms: 0\//),
    })
  },
  LIMIT_MS,
)
