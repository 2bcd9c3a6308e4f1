import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import {
  readLeakRecords,
  recordLeaks,
  type LeakRecord,
} from '../../../harness/guard/leak-record.ts'
import { buildLeak, inTest } from './build-leak.ts'

test('what each file recorded is read by file, as it was, and half a record is passed over', () => {
  const folder = mkdtempSync(join(tmpdir(), 'records-'))
  onTestFinished(() => {
    rmSync(folder, { recursive: true })
  })
  const first: LeakRecord = {
    file: inTest.path,
    project: 'node',
    leaks: [buildLeak({ count: 2, circumstance: 'deferred' })],
    tests: [{ test: 'orders > lists', isFinished: true }],
    ignores: [{ ignore: "{ kind: 'server' } (reason: shared)", isUsed: true }],
    baseline: '/repo/leaks.json',
  }
  const second: LeakRecord = { file: '/repo/test/users.test.ts', leaks: [], tests: [] }
  recordLeaks(folder, second)
  recordLeaks(folder, first)
  writeFileSync(join(folder, 'a-worker-was-killed'), '{ "file":')
  expect(readLeakRecords(folder)).toEqual([first, second])
})
