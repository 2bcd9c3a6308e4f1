import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { createApiReport } from './create-api-report.ts'

const ENTRIES = {
  'vitest-shutdown': 'fixtures/index.d.ts',
  'vitest-shutdown/setup': 'fixtures/setup.d.ts',
  'vitest-shutdown/guard': 'fixtures/guard.d.ts',
  'vitest-shutdown/harness': 'harness/index.d.ts',
  'vitest-shutdown/reference': 'reference/index.d.ts',
}

// A change here is a change of what users can write: read it, and say it in the CHANGELOG.
test.for(Object.entries(ENTRIES))('%s promises what it is known to', async ([entry, file]) => {
  const path = fileURLToPath(new URL(`../../dist/${file}`, import.meta.url))
  await expect(createApiReport(entry, path)).toMatchFileSnapshot(
    `api/${entry.replace('/', '-')}.api.md`,
  )
})

test('a report has what is exported, and what that mentions', () => {
  const folder = mkdtempSync(join(tmpdir(), 'api-report-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const files = {
    'index.d.ts': `export { start, type Handle as Task } from './start.ts';\n`,
    'start.d.ts': `import type { Options } from './options.ts';
/** Starts it. */
export declare function start(options: Options): Handle;
export declare function start(): Handle;
export interface Handle {
    /** Ends it. */
    stop(): void;
}
export declare const unused: string;
`,
    'options.d.ts': `export type Options = {
    everyMs: number;
};
`,
  }
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
  expect(createApiReport('some-package', join(folder, 'index.d.ts'))).toBe(`# some-package

## Task

\`\`\`ts
export interface Handle {
    stop(): void;
}
\`\`\`

## start

\`\`\`ts
export declare function start(options: Options): Handle;
export declare function start(): Handle;
\`\`\`

# Mentioned, not exported

\`\`\`ts
export type Options = {
    everyMs: number;
};
\`\`\`
`)
})
