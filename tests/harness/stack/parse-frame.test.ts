import { expect, test } from 'vitest'
import { parseFrame } from '../../../harness/stack/parse-frame.ts'

test.for([
  ['tick (src/a.ts:31:12)', { name: 'tick', path: 'src/a.ts', line: 31, column: 12 }],
  ['src/a.ts:1:2', { path: 'src/a.ts', line: 1, column: 2 }],
  [
    'Map.[Symbol.dispose] (C:\\work\\a.ts:1:2)',
    { name: 'Map.[Symbol.dispose]', path: 'C:\\work\\a.ts', line: 1, column: 2 },
  ],
  [
    'tick (/my (old) code/a.ts:1:2)',
    { name: 'tick', path: '/my (old) code/a.ts', line: 1, column: 2 },
  ],
  ['/my (old) code/a.ts:1:2', { path: '/my (old) code/a.ts', line: 1, column: 2 }],
  ['native', undefined],
] as const)('parseFrame reads %s', ([frame, position]) => {
  expect(parseFrame(frame)).toEqual(position)
})
