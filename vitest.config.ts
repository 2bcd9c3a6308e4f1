import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import { LongestFirst } from './tests/longest-first.ts'

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts', 'examples/**/*.test.ts'],
    // Absolute, for the tests that run the command in a folder of its own.
    setupFiles: [fileURLToPath(new URL('tests/guarded.ts', import.meta.url))],
    // The guard's build is loaded as a user's would be, in no time.
    server: { deps: { external: [/\/dist\/fixtures\/(setup|guard)\.js$/] } },
    sequence: { sequencer: LongestFirst },
    reporters: ['default', './tests/count-reporter.ts'],
    // Far beyond what anything takes: no verdict is to depend on how busy the machine is.
    testTimeout: 180_000,
    hookTimeout: 180_000,
    // Most of the time goes by in children that are waited for.
    maxWorkers: availableParallelism() + 1,
  },
})
