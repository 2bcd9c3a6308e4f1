import type { BrokenSubject } from '../broken-subject.ts'
import { subject as oneBatchOnly } from './one-batch-only.ts'
import { subject as fetchedAndDropped } from './fetched-and-dropped.ts'
import { subject as debounceLost } from './debounce-lost.ts'
import { subject as flushInFlightForgotten } from './flush-in-flight-forgotten.ts'
import { subject as runTwice } from './run-twice.ts'
import { subject as failedAndCompleted } from './failed-and-completed.ts'
import { subject as swallowsAfterStop } from './swallows-after-stop.ts'
import { subject as losesInSilence } from './loses-in-silence.ts'
import { subject as queueOutlivesShutdown } from './queue-outlives-shutdown.ts'

/** One manager per defect that the rules of ITEM must notice. */
export const itemSubjects: readonly BrokenSubject[] = [
  { file: 'item/one-batch-only.ts', subject: oneBatchOnly, breaks: ['ITEM-01', 'EXPLORE-01'] },
  {
    file: 'item/fetched-and-dropped.ts',
    subject: fetchedAndDropped,
    breaks: ['ITEM-01', 'EXPLORE-01'],
  },
  { file: 'item/debounce-lost.ts', subject: debounceLost, breaks: ['ITEM-01', 'EXPLORE-01'] },
  {
    file: 'item/flush-in-flight-forgotten.ts',
    subject: flushInFlightForgotten,
    breaks: ['ITEM-01', 'EXPLORE-01'],
  },
  { file: 'item/run-twice.ts', subject: runTwice, breaks: ['ITEM-02', 'EXPLORE-01'] },
  { file: 'item/failed-and-completed.ts', subject: failedAndCompleted, breaks: ['ITEM-02'] },
  { file: 'item/swallows-after-stop.ts', subject: swallowsAfterStop, breaks: ['ITEM-03'] },
  { file: 'item/loses-in-silence.ts', subject: losesInSilence, breaks: ['ITEM-04'] },
  {
    file: 'item/queue-outlives-shutdown.ts',
    subject: queueOutlivesShutdown,
    breaks: ['ITEM-01', 'STOP-09', 'WORK-05'],
  },
]
