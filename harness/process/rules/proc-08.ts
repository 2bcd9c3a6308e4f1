import { isUnheard } from '../describe-run.ts'
import { createProcessRule, type ProcessRule } from '../process-rule.ts'
import { isMissed } from '../summarize-traffic.ts'

export const proc08: ProcessRule = createProcessRule({
  id: 'PROC-08',
  level: 'SHOULD',
  title: 'readiness fails once the process is told to end, before a server closes',
  hint: 'let the readiness URL answer 503 from the signal on, and close the server only when whoever sends requests has had time to see it',
  needs: ['signals'],
  judge({ traffic, runs, signal }) {
    if (traffic?.readiness === undefined) {
      return {
        status: 'skip',
        reason: 'readiness was not asked for: name a URL with `--readiness URL`',
      }
    }
    if (runs.signal !== undefined && isUnheard(runs.signal, signal)) {
      return { status: 'not-run', reason: 'nothing was shut down: see PROC-01' }
    }
    const { url, hasFailed, answers, openMs } = traffic.readiness
    if (hasFailed) return { status: 'pass' }
    if (isMissed(traffic.readiness)) {
      return {
        status: 'not-run',
        reason:
          'between the signal and the close of the server no request got through: this machine is busy',
      }
    }
    return {
      status: 'fail',
      message:
        answers === 0
          ? `the server closed as soon as ${signal} came, before anybody could see that ${url} fails`
          : `${url} said that it was ready ${answers} more times after ${signal}, ${openMs === undefined ? 'and nothing has closed' : 'until the server closed'}`,
    }
  },
})
