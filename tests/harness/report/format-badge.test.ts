import { expect, test } from 'vitest'
import { formatBadge } from '../../../harness/report/format-badge.ts'
import { buildReport } from './build-report.ts'

const PASS = { status: 'pass' } as const
const FAIL = { status: 'fail', message: 'it broke' } as const
const SOFT = { ...FAIL, level: 'SHOULD' } as const
const SKIP = { status: 'skip', reason: 'it has none' } as const
const WAIVED = { status: 'waived', reason: 'by design' } as const

test.for([
  ['all that applies holds', [[PASS, PASS, SKIP]], 'conforms 2/2', 'brightgreen'],
  ['a SHOULD is broken', [[PASS, SOFT, SKIP]], 'conforms 1/2', 'yellowgreen'],
  ['a MUST is waived', [[PASS, WAIVED]], 'conforms 1/2', 'yellowgreen'],
  ['a MUST is broken', [[PASS, FAIL]], 'violates 1/2', 'red'],
  ['KIT-00 fails', [[{ ...FAIL, id: 'KIT-00' }]], 'not checked', 'lightgrey'],
  ['there is no subject', [], 'not checked', 'lightgrey'],
  ['all of several conform', [[PASS], [PASS]], '2 of 2 conform', 'brightgreen'],
  ['one of several violates', [[PASS], [FAIL]], '1 of 2 conform', 'red'],
  [
    'one of several could not be checked',
    [[PASS], [{ ...FAIL, id: 'KIT-00' }]],
    '1 of 2 conform',
    'lightgrey',
  ],
] as const)('the badge where %s', ([, rules, message, color]) => {
  const reports = rules.map((ofSubject) => buildReport(ofSubject))
  expect(formatBadge(reports)).toBe(
    `{"schemaVersion":1,"label":"shutdown","message":"${message}","color":"${color}"}\n`,
  )
})
