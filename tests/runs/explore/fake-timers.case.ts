import { afterEach, beforeEach, vi } from 'vitest'
import { describeExploration } from 'vitest-shutdown'
import { poller } from './poller.ts'

beforeEach(() => {
  vi.useFakeTimers()
})

afterEach(() => {
  vi.useRealTimers()
})

describeExploration(poller, { rules: ['EXPLORE-01'] })
