// @case {"leaks":[{"test":"logs","kind":"fd","marks":["","log"]}],"files":["vendor/corpus-log/index.cjs"],"note":"a CommonJS dependency that took openSync out of fs before any test ran"}
import { openLog } from 'corpus-log'
import { expect, test } from 'vitest'
import { scratchFile } from '../support/scratch.ts'

test('logs', () => {
  const log = openLog(scratchFile()) // <- leak
  log.write('a')
  expect(log).toBeDefined()
})

test('logs and closes', () => {
  const log = openLog(scratchFile())
  log.write('a')
  log.close()
  expect(log).toBeDefined()
})
