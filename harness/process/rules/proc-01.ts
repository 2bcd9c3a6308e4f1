import { NO_SIGNAL, describeOutput, isUnheard } from '../describe-run.ts'
import type { ProbeRun } from '../probe-report.ts'
import { createProcessRule, type ProcessRule } from '../process-rule.ts'

export const proc01: ProcessRule = createProcessRule({
  id: 'PROC-01',
  level: 'SHOULD',
  title: 'the first signal starts one shutdown, and a repeated one does not start a second',
  hint: 'note in the handler that the shutdown has begun, and let a second signal do nothing, or exit at once with a code other than 0',
  needs: ['signals'],
  judge({ runs, signal }) {
    const { signal: single, storm } = runs
    if (single === undefined) return { status: 'skip', reason: NO_SIGNAL }
    if (isUnheard(single, signal)) {
      return {
        status: 'fail',
        message: `nobody listened to ${signal}: it ended the process at once, and nothing was shut down`,
        hint: `add \`process.on('${signal}', …)\`, or call shutdownOnSignals()${suggestWay(single)}`,
      }
    }
    if (storm === undefined) {
      return { status: 'not-run', reason: 'the first signal did not end the process: see PROC-04' }
    }
    if (storm.shutdowns > 1) {
      return {
        status: 'fail',
        message: `${storm.signals} ${signal} in a row called shutdown() ${storm.shutdowns} times`,
      }
    }
    const [repeated] = storm.repeated
    if (repeated !== undefined) {
      return {
        status: 'fail',
        message: `of ${storm.signals} ${signal} in a row, a later one began it all again: “${repeated}” was printed once more`,
        ...(storm.exitCall?.frame === undefined ? {} : { frame: storm.exitCall.frame }),
      }
    }
    if (storm.error !== undefined && single.error === undefined) {
      const { message, frame } = storm.error
      return {
        status: 'fail',
        message: `a repeated ${signal} broke the shutdown that was under way: ${message}`,
        ...(frame === undefined ? {} : { frame }),
      }
    }
    if (storm.isOverdue) {
      return {
        status: 'fail',
        message: `one ${signal} ended the process, ${storm.signals} in a row did not. ${describeOutput(storm)}`,
      }
    }
    return { status: 'pass' }
  },
})

/** A program that is always told otherwise need not listen to a signal. */
function suggestWay({ listensTo, endBy }: ProbeRun): string {
  const [channel] = listensTo
  // Whoever names ways to end knows of them.
  if (channel === undefined || endBy !== undefined) return ''
  if (channel === 'stdin') return suggest('It reads stdin', '`--end-by stdin`')
  if (channel === 'ipc') {
    return suggest('It listens for IPC', '`--end-by message:TEXT` or `--end-by disconnect`')
  }
  return suggest(`It listens to ${channel}`, `\`--end-by ${channel}\``)
}

function suggest(what: string, option: string): string {
  return `. ${what}: if that is how it is told to end, probe it with ${option}`
}
