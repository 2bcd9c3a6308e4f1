import { describe, expect, test } from 'vitest'
import heartbeat from './heartbeat.ts'

describe('a heartbeat', () => {
  test('has a name', () => {
    expect(heartbeat.name).toBe('Heartbeat')
  })
})
