/** Silences the console, and says all that it has to say on it. */
import type { SubjectContext, Subject } from '../../../harness/model/subject.ts'
import { IntervalManager } from '../bases/interval-manager.ts'

function silence(): SubjectContext['logger'] {
  console.info = () => {}
  console.warn = () => {}
  console.error = () => {}
  return { info: console.info, warn: console.warn, error: console.error }
}

export const subject: Subject<IntervalManager> = {
  name: 'replaces-console',
  ownership: 'owned',
  intervalMs: 1000,
  create: (context) => new IntervalManager({ ...context, logger: silence() }, 1000).begin(),
}
