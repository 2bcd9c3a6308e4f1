import { describeConformance } from 'vitest-shutdown'
import subject from './poll-in-thread.subject.ts'

describeConformance(subject)
