import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { createStack } from '../../../harness/stack/create-stack.ts'

const error = new Error(
  '[STOP-03] no run starts\n  at tick (src/heartbeat.ts:31:12)\n  Hint: stop.',
)
const site = new Error('site')
site.stack = 'Error: site\n    at stop (/project/src/heartbeat.test.ts:17:3)'

test('names each frame once', () => {
  expect(createStack(error, 'tick (src/heartbeat.ts:31:12)', site)).toBe(
    `Error: [STOP-03] no run starts
  Hint: stop.
    at tick (${resolve('src/heartbeat.ts')}:31:12)
    at stop (/project/src/heartbeat.test.ts:17:3)`,
  )
})

test('has the frame of the call once where it is that of the finding', () => {
  const stack = createStack(error, 'stop (/project/src/heartbeat.test.ts:17:3)', site)
  expect(stack.match(/heartbeat\.test\.ts/g)).toHaveLength(1)
})

test('is the message alone where nothing is known', () => {
  expect(createStack(error, undefined)).toBe(`Error: ${error.message}`)
})
