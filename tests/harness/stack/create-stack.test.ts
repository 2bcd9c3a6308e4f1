import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { captureSite } from '../../../harness/stack/call-sites.ts'
import { createStack } from '../../../harness/stack/create-stack.ts'
import { findStackFrames } from '../../../harness/stack/stack-frame.ts'

const error = new Error(
  '[STOP-03] no run starts\n  at tick (src/heartbeat.ts:31:12)\n  Hint: stop.',
)
const site = captureSite()
const [frame] = findStackFrames(site)
const called = `${frame?.path}:${frame?.line}:${frame?.column}`

test('names each frame once', () => {
  expect(createStack(error, 'tick (src/heartbeat.ts:31:12)', site)).toBe(
    `Error: [STOP-03] no run starts
  Hint: stop.
    at tick (${resolve('src/heartbeat.ts')}:31:12)
    at ${called}`,
  )
})

test('has the frame of the call once where it is that of the finding', () => {
  const stack = createStack(error, called, site)
  expect(stack.match(/create-stack\.test\.ts/g)).toHaveLength(1)
})

test('is the message alone where nothing is known', () => {
  expect(createStack(error, undefined)).toBe(`Error: ${error.message}`)
})
