import { expect, test } from 'vitest'
import { captureSite } from '../../../harness/stack/call-sites.ts'
import { findStackFrames, formatFrame, parseFrame } from '../../../harness/stack/stack-frame.ts'

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

test.for([
  ['tick (src/a.ts:31:12)', { functionName: 'tick', path: 'src/a.ts', line: 31, column: 12 }],
  ['src/a.ts:1:2', { path: 'src/a.ts', line: 1, column: 2 }],
  [
    'Map.[Symbol.dispose] (C:\\work\\a.ts:1:2)',
    { functionName: 'Map.[Symbol.dispose]', path: 'C:\\work\\a.ts', line: 1, column: 2 },
  ],
  [
    'tick (/my (old) code/a.ts:1:2)',
    { functionName: 'tick', path: '/my (old) code/a.ts', line: 1, column: 2 },
  ],
  ['/my (old) code/a.ts:1:2', { path: '/my (old) code/a.ts', line: 1, column: 2 }],
  ['native', undefined],
] as const)('parseFrame reads %s', ([frame, position]) => {
  expect(parseFrame(frame)).toEqual(position)
})

test('parseFrame reads lines of a stack, and names as their authors know them', () => {
  expect(parseFrame('    at async Pool.connect (file:///srv/my%20app/pool.ts?t=1:3:5)')).toEqual({
    functionName: 'Pool.connect',
    path: '/srv/my app/pool.ts',
    line: 3,
    column: 5,
  })
  expect(parseFrame('    at /app/node_modules/@a/b/index.js:1:2')?.package).toBe('@a/b')
  const names = [
    'VirtualTimeout.tick',
    'VirtualImmediate.<anonymous>',
    'Object.<anonymous>',
    'Pool.<instance_members_initializer>',
    'Pool.[nodejs.asyncDispose]',
  ].map((name) => parseFrame(`${name} (/app/pool.ts:3:5)`)?.functionName)
  expect(names).toEqual(['tick', undefined, undefined, 'new Pool', 'Pool.[Symbol.asyncDispose]'])
})

test('formatFrame writes what parseFrame reads', () => {
  const frame = { functionName: 'tick', path: '/app/src/a.ts', line: 1, column: 2 }
  expect(formatFrame(frame, '/app')).toBe('tick (src/a.ts:1:2)')
  expect(formatFrame(frame, '/other')).toBe('tick (/app/src/a.ts:1:2)')
  expect(parseFrame(formatFrame(frame, '/other'))).toEqual(frame)
})
