import { describeExploration } from 'vitest-shutdown'
import { poller } from './poller.ts'

describeExploration(poller, { operations: [['shutdown']] })
