import { describe, expect, test } from 'vitest'
import { findUserFrame } from '../../../harness/stack/user-frame.ts'

function findIn(...frames: readonly string[]): string | undefined {
  return findUserFrame({ stack: ['Error', ...frames.map((frame) => `    at ${frame}`)].join('\n') })
}

describe('findUserFrame()', () => {
  test('reads URLs, in which a space is written otherwise', () => {
    expect(findIn('Poller.tick (file:///srv/my%20app/poller.ts:3:5)')).toBe(
      'Poller.tick (/srv/my app/poller.ts:3:5)',
    )
    expect(findIn('async file:///srv/my%20app/poller.ts:3:5')).toBe('/srv/my app/poller.ts:3:5')
  })

  test('is relative to the working directory, with slashes on every system', () => {
    expect(findIn(`tick (${process.cwd()}/src/poller.ts:3:5)`)).toBe('tick (src/poller.ts:3:5)')
    expect(findIn(`tick (src\\poller.ts:3:5)`)).toBe('tick (src/poller.ts:3:5)')
  })

  test('shows what it cannot read as it is', () => {
    expect(findIn('tick (file:///srv/%2Fpoller.ts:3:5)')).toBe(
      'tick (file:///srv/%2Fpoller.ts:3:5)',
    )
  })
})
