import { createProject } from '../docs/create-project.ts'
import { readPage } from '../docs/read-page.ts'
import type { FailureKind } from './failure-kind.ts'

const TEST = `import { describeConformance } from 'vitest-shutdown'
import subject from './heartbeat.subject.ts'

describeConformance(subject, { only: ['STOP-02', 'STOP-03'] })
`

/** The failures that Vitest prints, with its code frames, and without what it says of itself. */
function write(): string {
  const project = createProject([
    ...readPage('docs/tutorial.md').findFiles(),
    { path: 'src/heartbeat.test.ts', text: TEST },
  ])
  const { output } = project.runVitest()
  const [, failures = output] = /Failed Tests \d+[^\n]*\n([^]*)/.exec(output) ?? []
  return failures.replaceAll(/⎯+(?:\[\d+\/\d+\]⎯)?/g, '').trim()
}

/** What a failure looks like in a test run. */
export const vitestKinds: readonly FailureKind[] = [{ name: 'rule-in-vitest', write }]
