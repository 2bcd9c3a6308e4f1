import type { BrokenSubject } from '../broken-subject.ts'
import { subject as callerListenerLeft } from './caller-listener-left.ts'
import { subject as dropKeepsTimer } from './drop-keeps-timer.ts'
import { subject as listenerPerTick } from './listener-per-tick.ts'
import { subject as lostHandle } from './lost-handle.ts'
import { subject as pollerLeft } from './poller-left.ts'
import { subject as portLeft } from './port-left.ts'
import { subject as processListenerLeft } from './process-listener-left.ts'
import { subject as unrefAndForget } from './unref-and-forget.ts'
import { subject as watcherLeft } from './watcher-left.ts'

/** One manager per defect that the rules of LEAK must notice. */
export const leakSubjects: readonly BrokenSubject[] = [
  { file: 'leak/caller-listener-left.ts', subject: callerListenerLeft, breaks: ['LEAK-03'] },
  { file: 'leak/drop-keeps-timer.ts', subject: dropKeepsTimer, breaks: ['LEAK-02'] },
  { file: 'leak/listener-per-tick.ts', subject: listenerPerTick, breaks: ['LEAK-03'] },
  {
    file: 'leak/lost-handle.ts',
    subject: lostHandle,
    breaks: ['LEAK-01', 'LEAK-02', 'EXPLORE-02'],
  },
  { file: 'leak/poller-left.ts', subject: pollerLeft, breaks: ['LEAK-01'] },
  { file: 'leak/port-left.ts', subject: portLeft, breaks: ['LEAK-06'] },
  { file: 'leak/process-listener-left.ts', subject: processListenerLeft, breaks: ['LEAK-04'] },
  { file: 'leak/unref-and-forget.ts', subject: unrefAndForget, breaks: ['LEAK-01', 'LEAK-02'] },
  { file: 'leak/watcher-left.ts', subject: watcherLeft, breaks: ['LEAK-06'] },
]
