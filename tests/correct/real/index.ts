import type { Subject } from '../../../harness/model/subject.ts'
import { subject as reconnects } from './reconnects.ts'
import { subject as readsItsSettings } from './reads-its-settings.ts'
import { subject as replacesItsChild } from './replaces-its-child.ts'
import { subject as replacesItsThread } from './replaces-its-thread.ts'
import { subject as startsWhenReady } from './starts-when-ready.ts'

/** Correct managers of threads, children, sockets and files, explored in real time. */
export const realSubjects: readonly Subject[] = [
  reconnects,
  readsItsSettings,
  replacesItsChild,
  replacesItsThread,
  startsWhenReady,
]
