import '../../fixtures/setup.ts'
import { describe, expect, test } from 'vitest'
import { checkConformance } from '../../harness/conformance/check-conformance.ts'
import { SubjectError } from '../../harness/conformance/subject-error.ts'
import { createSubject } from '../harness/conformance/minimal-manager.ts'
import { hostileSubjects } from './index.ts'

// Those that never give control back are for the command, which can kill their process.
const checkable = hostileSubjects.filter((hostile) => hostile.expect !== 'watchdog')

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

describe('a hostile manager', () => {
  test.for(checkable)(
    '$file gets a verdict, and leaves the process as it was',
    async ({ subject, expect: verdict }) => {
      const before = readGlobals()
      if (verdict === 'invalid') {
        await expect(checkConformance(subject)).rejects.toThrow(SubjectError)
      } else {
        const report = await checkConformance(subject)
        expect(report.verdict).toBe(verdict)
        const failed = report.rules.filter(
          ({ status, level }) => status === 'fail' && level === 'MUST',
        )
        expect(failed.map(({ id, message }) => `[${id}] ${message}`).join('\n')).toMatchSnapshot()
      }
      expect(readGlobals()).toEqual(before)
      const neighbour = await checkConformance(createSubject(), {
        only: ['STOP-02', 'DROP-04', 'LEAK-04'],
      })
      expect(neighbour.counts).toMatchObject({ pass: 4, fail: 0 })
    },
  )
})
