import { afterEach, beforeEach, expect } from 'vitest'

import { drain } from './virtual-time.ts'

/** Fails each test of the file during which a rejection was left unhandled. */
export function failOnUnhandledRejections(): void {
  const unhandled: unknown[] = []
  const onUnhandled = (reason: unknown): void => void unhandled.push(reason)
  beforeEach(() => {
    unhandled.length = 0
    process.on('unhandledRejection', onUnhandled)
  })
  afterEach(async () => {
    await drain()
    process.off('unhandledRejection', onUnhandled)
    expect(unhandled).toEqual([])
  })
}
