// Fails: the renewer has a race. `npx vitest run --config examples/race/vitest.config.ts` shows it.
import { describeExploration } from 'vitest-shutdown'
import subject from './lease-renewer.subject.ts'

describeExploration(subject)
