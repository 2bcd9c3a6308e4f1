import { expect, test } from 'vitest'
import { captureSite } from '../../../harness/stack/call-sites.ts'
import { findStackFrames } from '../../../harness/stack/stack-frame.ts'

/** The name of the nearest frame of a stack whose text a runner would have made. */
function nameOf(frame: string): string | undefined {
  const previous = Error.prepareStackTrace
  Error.prepareStackTrace = () => `Error: x\n    at ${frame}`
  try {
    return findStackFrames(captureSite())[0]?.functionName
  } finally {
    Error.prepareStackTrace = previous
  }
}

test('a frame has the name of its function, but none that a source map made up', () => {
  expect(nameOf('Pool.connect (/app/pool.ts:3:5)')).toBe('Pool.connect')
  expect(nameOf('async open (/app/pool.ts:3:5)')).toBe('open')
  expect(nameOf('port.port (/app/pool.ts:3:5)')).toBeUndefined()
  expect(nameOf('/app/pool.ts:3:5')).toBeUndefined()
})
