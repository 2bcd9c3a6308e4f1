import { NO_SIGNAL, isUnheard } from '../describe-run.ts'
import { createProcessRule, type ProcessRule } from '../process-rule.ts'

export const proc09: ProcessRule = createProcessRule({
  id: 'PROC-09',
  level: 'SHOULD',
  title: 'a signal during the start ends the process as one that comes later',
  hint: 'listen to the signal before anything is opened, and let the shutdown wait for the start, or give it up',
  needs: ['signals'],
  judge({ early, mode, runs, signal }) {
    if (mode === 'subject') {
      return {
        status: 'skip',
        reason: 'the handlers of a manager are those of shutdownOnSignals(): START says more',
      }
    }
    if (early === undefined) {
      const { signal: later } = runs
      if (later === undefined) return { status: 'skip', reason: NO_SIGNAL }
      const reason = isUnheard(later, signal)
        ? 'nobody listens to the signal: see PROC-01'
        : 'the first signal did not end the process: see PROC-04'
      return { status: 'not-run', reason }
    }
    if (early.length === 0) {
      return { status: 'skip', reason: 'it started otherwise each time: no moment came again' }
    }
    return early.find(({ defect }) => defect !== undefined)?.defect ?? { status: 'pass' }
  },
})
