import { handleName, type Plan } from './operation.ts'

/** What a regression test is written from. */
export interface RegressionTest {
  /** Of the subject. */
  readonly name: string
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
  title,
  landed,
  plan,
  replay,
}: RegressionTest): string {
  const operations = plan.map(({ name: operation, handle }) =>
    handle === undefined ? `'${operation}'` : `'${operation} ${handleName(handle)}'`,
  )
  return [
    "import { test } from 'vitest'",
    "import { checkExploration } from 'vitest-shutdown'",
    "import subject from './subject.ts'",
    '',
    `test(${quote(`${name}: ${title}, at every moment`)}, async () => {`,
    `  // Found by ${replay}:`,
    `  // ${landed}.`,
    `  await checkExploration(subject, { operations: [[${operations.join(', ')}]] })`,
    '})',
  ].join('\n')
}

function quote(text: string): string {
  return `'${text
    .replaceAll('\\', '\\\\')
    .replaceAll("'", String.raw`\'`)
    .replaceAll('\n', ' ')}'`
}
