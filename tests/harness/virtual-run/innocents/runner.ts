import { setTimeout as sleep } from 'node:timers/promises'
import { expect, vi } from 'vitest'
import type { Innocent } from './innocent.ts'

/** What the test runner has a part in. */
export const runner: readonly Innocent[] = [
  {
    name: 'an import',
    body: async () => Object.keys(await import('./imported.ts')),
    expected: ['imported'],
  },
  {
    name: 'an import that takes time',
    body: async () => (await import('./imported-late.ts')).late,
    expected: 'late',
  },
  {
    name: 'vi.waitFor',
    body: async () => {
      let n = 0
      await vi.waitFor(() => {
        n += 1
        expect(n).toBe(5)
      })
      return n
    },
    expected: 5,
  },
  {
    name: 'expect.poll',
    body: async () => {
      let n = 0
      await expect.poll(() => (n += 1)).toBe(4)
      return n
    },
    expected: 4,
  },
  {
    name: 'expect().resolves',
    body: async () => {
      await expect(sleep(1000, 'a')).resolves.toBe('a')
      return 'done'
    },
    expected: 'done',
  },
]
