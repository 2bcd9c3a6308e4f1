import { describeExploration } from 'vitest-shutdown'
import { poller, racyPoller } from './poller.ts'

describeExploration(poller, { slices: 3, rules: ['EXPLORE-03'] })
describeExploration(racyPoller, { slices: 2, rules: ['EXPLORE-01'] })
describeExploration(racyPoller, { operations: [['drop'], ['shutdown', 'drop']] })
