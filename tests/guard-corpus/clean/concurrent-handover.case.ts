// @case {"note":"one concurrent test waits for what another one opened and closes; both end clean"}
import { describe, expect, test } from 'vitest'
import { pause } from '../support/pause.ts'

describe.concurrent('handover', () => {
  let open: (timer: NodeJS.Timeout) => void
  const opened = new Promise<NodeJS.Timeout>((resolve) => (open = resolve))

  test('closes what the other opened', async () => {
    clearInterval(await opened)
    expect(1).toBe(1)
  })

  test('opens', async () => {
    open(setInterval(() => {}, 1000))
    await pause(10)
    expect(1).toBe(1)
  })
})
