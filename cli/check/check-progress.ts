import { RULE_IDS } from '../../harness/model/rule-info.ts'
import { readModuleProgress, type ModuleProgress } from './check-record.ts'
import type { ProgressDisplay } from './explore-progress.ts'

/**
 * Creates a display of how far the rules have come: a line that is overwritten every second.
 *
 * Only a person at a terminal wants it. A pipe or a CI log would keep every version of the line.
 *
 * @param ruleCount how many rules each subject is checked for
 */
export function createCheckProgress(
  stream: Pick<NodeJS.WriteStream, 'isTTY' | 'columns' | 'write'>,
  ruleCount: number = RULE_IDS.length,
  environment: NodeJS.ProcessEnv = process.env,
): ProgressDisplay {
  let shown = ''
  const isShown = stream.isTTY && environment.TERM !== 'dumb' && !isCi(environment)
  return {
    show: (recordFiles) => {
      if (!isShown) return
      const line = formatModules(recordFiles.map(readModuleProgress), ruleCount)
      if (line === '' || line === shown) return
      // A line that wraps could not be overwritten.
      stream.write(`\r\u001B[K${line.slice(0, stream.columns - 1)}`)
      shown = line
    },
    clear: () => {
      if (shown !== '') stream.write('\r\u001B[K')
    },
  }
}

function isCi({ CI }: NodeJS.ProcessEnv): boolean {
  return CI !== undefined && CI !== '' && CI !== 'false'
}

/** `2 of 5 modules checked; Heartbeat: 41 of 108 rules, at STOP-08`. */
function formatModules(modules: readonly ModuleProgress[], ruleCount: number): string {
  const running = modules.filter(({ isDone }) => !isDone)
  const done =
    modules.length > 1
      ? [`${modules.length - running.length} of ${modules.length} modules checked`]
      : []
  return [...done, ...running.flatMap((module) => formatSubject(module, ruleCount))].join('; ')
}

function formatSubject({ subjects }: ModuleProgress, ruleCount: number): string[] {
  const current = subjects.at(-1)
  if (current === undefined) return []
  const at = current.inFlight === undefined ? '' : `, at ${current.inFlight.id}`
  return [`${current.name}: ${current.results.size} of ${ruleCount} rules${at}`]
}
