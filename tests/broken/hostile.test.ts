import '../../fixtures/setup.ts'
import { describe, expect, test } from 'vitest'
import { checkConformance } from '../../harness/check/check-conformance.ts'
import { SubjectError } from '../../harness/model/subject.ts'
import { createSubject } from '../harness/check/minimal-manager.ts'
import { hostileSubjects } from './index.ts'

// Those that never give control back are for the command, which can kill their process.
const judged = hostileSubjects.filter(({ expect }) => expect !== 'watchdog' && expect !== 'invalid')
const invalid = hostileSubjects.filter(({ expect }) => expect === 'invalid')

/** What a check must leave as it was. */
function readGlobals(): unknown[] {
  return [
    globalThis.setTimeout,
    globalThis.setInterval,
    globalThis.setImmediate,
    globalThis.Date,
    globalThis.console.warn,
    globalThis.performance,
    process.exit,
    process.emitWarning,
    process.exitCode,
    ...process.eventNames().flatMap((event) => process.rawListeners(event)),
  ]
}

async function expectUnharmed(before: readonly unknown[]): Promise<void> {
  expect(readGlobals()).toEqual(before)
  const neighbour = await checkConformance(createSubject(), {
    only: ['STOP-02', 'DROP-04', 'LEAK-04'],
  })
  expect(neighbour.counts).toMatchObject({ pass: 4, fail: 0 })
}

describe('a hostile manager', () => {
  test.for(judged)(
    '$file gets a verdict, and leaves the process as it was',
    async ({ subject, expect: verdict }) => {
      const before = readGlobals()
      const report = await checkConformance(subject)
      expect(report.verdict).toBe(verdict)
      const failed = report.rules.filter(
        ({ status, level }) => status === 'fail' && level === 'MUST',
      )
      expect(failed.map(({ id, message }) => `[${id}] ${message}`).join('\n')).toMatchSnapshot()
      await expectUnharmed(before)
    },
  )

  test.for(invalid)('$file is refused, and leaves the process as it was', async ({ subject }) => {
    const before = readGlobals()
    await expect(checkConformance(subject)).rejects.toThrow(SubjectError)
    await expectUnharmed(before)
  })
})
