import { createProcessRule, type ProcessRule } from '../process-rule.ts'

export const proc07: ProcessRule = createProcessRule({
  id: 'PROC-07',
  level: 'SHOULD',
  title:
    'a request in flight when the process is told to end is answered, and one that is accepted after that, too',
  hint: 'close the server first, wait until its last request is answered, and only then close what requests need, and exit',
  needs: ['signals'],
  judge({ traffic, runs, signal }) {
    if (traffic?.request === undefined) {
      return { status: 'skip', reason: 'no requests were sent: name a URL with `--request URL`' }
    }
    const { url, accepted, cut, broken, cutFrame } = traffic.request
    const [reason] = cut
    const frame = cutFrame ?? runs.signal?.exitCall?.frame
    if (reason !== undefined && runs.signal?.exitCall?.isForced !== true) {
      return {
        status: 'fail',
        message: `${cut.length} of ${accepted} requests for ${url} that were in flight at ${signal}, or were accepted after it, were cut off: ${reason}`,
        ...(frame === undefined ? {} : { frame }),
      }
    }
    if (broken !== undefined) {
      return {
        status: 'fail',
        message: `a request for ${url} that was in flight at ${signal}, or was accepted after it, was answered with ${broken.status}; before, the answer was ${broken.usual}`,
      }
    }
    if (runs.signal?.isOverdue === true) {
      return { status: 'not-run', reason: 'it did not end: see PROC-04' }
    }
    if (accepted > 0) return { status: 'pass' }
    return {
      status: 'skip',
      reason: `no request was in flight when the process was told to end: name a URL that takes longer than ${url}`,
    }
  },
})
