// @case {"leaks":[{"test":"tenants > opens for beta","kind":"timer"}],"note":"concurrent rows of test.for"}
import { describe, expect, test } from 'vitest'
import { pause } from '../support/pause.ts'

describe.concurrent('tenants', () => {
  test.for(['alpha', 'beta', 'gamma'])('opens for %s', async (tenant) => {
    await pause(2)
    const timer = setInterval(() => {}, 1000) // <- leak
    await pause(10)
    if (tenant !== 'beta') clearInterval(timer)
    expect(tenant).not.toBe('')
  })
})
