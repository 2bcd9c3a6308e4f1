import { closeLog, openLog } from 'fake-log'
import { test } from 'vitest'

test('opens a log and closes it', () => {
  closeLog(openLog('first.log'))
})
