import { describeExploration } from 'vitest-shutdown'
import subject from './mended-lease-renewer.subject.ts'

describeExploration(subject)
