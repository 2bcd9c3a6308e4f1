import { defineConfig } from 'vitest/config'

// Concurrent by configuration: the tests of describeConformance() must stay sequential all the same.
export default defineConfig({ test: { include: ['*.case.ts'], sequence: { concurrent: true } } })
