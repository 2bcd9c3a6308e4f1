import { describeConformance } from 'vitest-shutdown'
import subject from './heartbeat.subject.ts'

describeConformance(subject)
