import type { SubjectSource } from '../explore-options.ts'
import type { Plan } from '../plan/operation.ts'
import { formatOperation } from '../plan/plan-text.ts'

/** What a regression test is written from. */
export interface RegressionTest {
  /** Of the subject. */
  readonly name: string
  /** Where the subject comes from, if that is known. */
  readonly source: SubjectSource | undefined
  /** What is required. */
  readonly title: string
  /** Where the operations landed. */
  readonly landed: string
  readonly plan: Plan
  readonly replay: string
}

/**
 * Writes a test that fails as long as the operations break something at any moment. Not at this very
 * one: the steps are numbered anew whenever the manager changes.
 */
export function formatRegressionTest({
  name,
  source,
  title,
  landed,
  plan,
  replay,
}: RegressionTest): string {
  const operations = plan.map((each) => `'${formatOperation(each)}'`)
  return [
    ...(source?.module.includes('/') === true ? [`// A file beside ${source.module}`] : []),
    "import { test } from 'vitest'",
    "import { assertExploration } from 'vitest-shutdown'",
    ...importSubject(source),
    '',
    `test(${quote(`${name}: ${title}, at every moment`)}, async () => {`,
    `  // Found by ${replay}:`,
    `  // ${landed}.`,
    `  await assertExploration(subject, { operations: [[${operations.join(', ')}]] })`,
    '})',
  ].join('\n')
}

function importSubject(source: SubjectSource | undefined): string[] {
  if (source === undefined) return ["import subject from './subject.ts' // your subject"]
  const path = quote(`./${source.module.replace(/^.*\//, '')}`)
  if (source.index === undefined) return [`import subject from ${path}`]
  return [`import subjects from ${path}`, '', `const subject = subjects[${source.index}]`]
}

function quote(text: string): string {
  return `'${text
    .replaceAll('\\', '\\\\')
    .replaceAll("'", String.raw`\'`)
    .replaceAll('\n', ' ')}'`
}
