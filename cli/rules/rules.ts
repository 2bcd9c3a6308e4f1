// rules/ is `vitest-shutdown rules` and `vitest-shutdown explain`: the catalogue for people. Both only
// read what the rules and their pages say.

import { existsSync, readFileSync } from 'node:fs'
import { relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { rules as catalogue } from '../../harness/check/catalogue.ts'
import type { Capability } from '../../harness/model/rule-info.ts'
import { createPaint } from '../../harness/report/create-paint.ts'
import { formatPage } from '../../harness/report/format-page.ts'
import { wrapText } from '../../harness/text/wrap-text.ts'
import type { Rule } from '../../harness/trial/rule.ts'
import { findRule } from '../arguments/find-rule-ids.ts'
import type { Command } from '../arguments/parse-arguments.ts'
import type { Output } from '../terminal/output.ts'

/** Runs `rules`: lists id, level and statement of every rule. */
export function rules(command: Extract<Command, { name: 'rules' }>, output: Output): number {
  if (command.json) {
    const entries = catalogue.map(({ id, level, title, needs, hint }) => ({
      id,
      level,
      title,
      needs,
      hint,
    }))
    output.write('stdout', () => JSON.stringify(entries, null, 2))
    return 0
  }
  output.write('stdout', (options) => {
    const paint = createPaint(options)
    const idWidth = Math.max(...catalogue.map(({ id }) => id.length))
    const indent = ' '.repeat(idWidth + 10)
    return catalogue
      .map(({ id, level, title }) => {
        const { width } = options
        const text = wrapText(title, { indent, width })
        const head = `${paint.bold(id.padEnd(idWidth))}  ${paint.dim(level.padEnd(6))}  `
        return head + text.slice(indent.length)
      })
      .join('\n')
  })
  return 0
}

/**
 * Runs `explain`: shows the page of a rule.
 *
 * @throws {UsageError} when there is no such rule.
 */
export async function explain(
  command: Extract<Command, { name: 'explain' }>,
  output: Output,
): Promise<number> {
  const rule = await findRule(command.rule)
  const address = new URL(`../../../docs/rules/${rule.id}.md`, import.meta.url)
  const page = existsSync(address) ? readFileSync(address, 'utf8') : createPage(rule)
  const resolveLink = (link: string): string =>
    /^\w+:/.test(link) ? link : relative(process.cwd(), fileURLToPath(new URL(link, address)))
  output.write('stdout', (options) => formatPage(page, { ...options, resolveLink }))
  return 0
}

/** What can be said of a rule where the documentation was not installed. */
function createPage(rule: Rule): string {
  return `# ${rule.id}: ${rule.title}\n\n${rule.level}. ${describeNeeds(rule)}\n\nHint: ${rule.hint}.\n`
}

const NEEDS: Readonly<Record<Capability, string>> = {
  drop: 'the manager has `[Symbol.dispose]()`, or the subject has a `drop`',
  clone: 'the ownership is `shared`: `clone()` gives another handle on the same task',
  signal: 'the manager hands its work an AbortSignal',
  asyncDispose: 'the manager has `[Symbol.asyncDispose]()`',
  timeout: 'the subject has a `shutdownWithin`',
  cleanup: 'the subject has a `shutdownWith`',
  startUp: 'the subject has a `start`, or a `create` that returns a promise',
  twoPhases: 'the subject has a `start`',
  restart: 'the subject has a `restart`',
  submit: 'the subject has a `submit`',
  resource: 'the subject opens a `context.resource()`',
  network: 'the subject names a `network`',
  start: 'the manager has a `start()` or `trigger()`',
  signals: 'the process gets signals: `vitest-shutdown probe` checks it',
  real: 'there is a process of its own: `vitest-shutdown probe` checks it',
  callerSignal: 'the `shutdownWithin` of the subject takes an AbortSignal as third argument',
  worker: 'the manager starts a worker thread',
  gc: 'the subject declares `capabilities: { gc: true }`',
}

/** Says to whom a rule applies, as a sentence. */
export function describeNeeds(rule: Pick<Rule, 'needs'>): string {
  const needs = rule.needs.map((need) => NEEDS[need])
  return needs.length === 0
    ? 'Applies to every manager.'
    : `Applies if ${needs.join(', and ')}; otherwise it is skipped.`
}
