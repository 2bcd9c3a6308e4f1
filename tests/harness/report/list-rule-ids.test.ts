import { expect, test } from 'vitest'
import { listRuleIds } from '../../../harness/report/format-reasons.ts'

test('listRuleIds writes three neighbours and more as a range', () => {
  expect(listRuleIds(['TIME-01', 'TIME-02', 'TIME-03', 'LOG-01', 'LOG-02', 'LEAK-04'])).toBe(
    'TIME-01…03, LOG-01, 02, LEAK-04',
  )
})

test('listRuleIds keeps apart what is not next to each other', () => {
  expect(listRuleIds(['STOP-01', 'STOP-03', 'DROP-04'])).toBe('STOP-01, STOP-03, DROP-04')
})
