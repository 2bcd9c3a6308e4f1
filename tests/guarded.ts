// The open-handle guard over the suite of its own package, as a user has it: the build, in the setup
// files. It runs in the folders that are listed here.
import { fileURLToPath } from 'node:url'
import { expect } from 'vitest'
import type * as Guard from '../fixtures/guard.ts'

/**
 * Left aside is what replaces that which the guard watches, or watches it too: the clock, hooks and
 * their records, trials, explorations, fixtures, and subjects that leave things open on purpose. So is
 * what only waits for children, such as the runs.
 */
const GUARDED = [
  'examples/pattern/',
  'tests/cli/arguments/',
  'tests/cli/rules/',
  'tests/harness/guard/',
  'tests/harness/network/',
  'tests/harness/report/',
  'tests/harness/stack/',
  'tests/harness/text/',
  'tests/house/',
  'tests/packaging/',
  'tests/reference/',
].map((folder) => fileURLToPath(new URL(`../${folder}`, import.meta.url)))

const { testPath = '' } = expect.getState()
if (GUARDED.some((folder) => testPath.startsWith(folder))) {
  await importBuilt('setup')
  const { configureGuard } = (await importBuilt('guard')) as typeof Guard
  configureGuard({ strict: true })
}

function importBuilt(entry: string): Promise<unknown> {
  return import(fileURLToPath(new URL(`../dist/fixtures/${entry}.js`, import.meta.url)))
}
