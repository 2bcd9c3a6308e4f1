import { describeNeeds } from '../../../cli/rules/rules.ts'
import type { Rule } from '../../../harness/trial/rule.ts'
import type { ManagerBase, ManagerCode } from './manager-code.ts'

/** Writes into a page what it does not say itself: the rule, whom it is for, and what was generated. */
export function fillPage(
  page: string,
  rule: Pick<Rule, 'id' | 'title' | 'level' | 'needs'>,
  generated: { broken: ManagerCode; failure: string },
): string {
  const { broken, failure } = generated
  const [, written = ''] =
    /^# .*\n\n(?:(?:MUST|SHOULD|MAY)\. .*\n\n)?([^]*?)(?:\nThis code is part of .*\n)?$/.exec(
      page,
    ) ?? []
  return [
    `# ${rule.id}: ${rule.title}`,
    '',
    `${rule.level}. ${describeNeeds(rule)}`,
    '',
    fillBlock(fillBlock(written, 'broken', broken.shown), 'failure', failure),
    ...(broken.base === undefined ? [] : [describeBase(broken.base), '']),
  ].join('\n')
}

function describeBase({ className, page, title }: ManagerBase): string {
  return `This code is part of \`${className}\`, which [${title}](../${page}) shows in full.`
}

function fillBlock(text: string, name: string, code: string): string {
  const block = new RegExp(`(<!-- ${name}(?:: \\S+)? -->\n\`\`\`\\w*\n)[^]*?(\`\`\`)`)
  if (!block.test(text)) throw new Error(`The page has no block after <!-- ${name} -->`)
  return text.replace(block, (_, start: string, end: string) => `${start}${code}\n${end}`)
}
