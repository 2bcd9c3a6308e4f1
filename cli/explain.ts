import { existsSync, readFileSync } from 'node:fs'
import { relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Rule } from '../harness/trial/rule.ts'
import { formatPage } from '../harness/report/format-page.ts'
import { describeNeeds } from './describe-needs.ts'
import { findRule } from './find-rule-ids.ts'
import type { Output } from './output.ts'
import type { Command } from './parse-arguments.ts'

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
  const address = new URL(`../../docs/rules/${rule.id}.md`, import.meta.url)
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
