import { describeExploration } from 'vitest-shutdown'
import { poller } from './poller.ts'

describeExploration(poller, { slices: 2, slice: 1, rules: ['EXPLORE-03'] })
