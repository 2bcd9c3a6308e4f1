import { expect, test } from 'vitest'
import { runGuardProject } from './run-guard-project.ts'

test('fixtures close what they opened, at the end of their test or of the file, and nothing else', async () => {
  const { verdicts } = await runGuardProject('guard-fixtures')
  expect(verdicts).toEqual({
    'fixtures.case.ts': {
      'leaks beside a fixture of its own': ["start-server.ts: listen(0, '127.0.0.1')"],
      'finds that closed before the end of the file': 'passed',
      'opens a fixture of the file': 'passed',
      'finds it open': 'passed',
      'opens what a fixture of the file closes': 'passed',
      'leaks beside a fixture of the file': ["start-server.ts: listen(0, '127.0.0.1')"],
    },
  })
})
