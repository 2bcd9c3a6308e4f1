import { defineConfig } from 'vitest/config'
import { asInstalled } from '../as-installed.ts'

// Concurrent by configuration: the tests of describeConformance() must stay sequential all the same.
export default defineConfig({
  test: { ...asInstalled, include: ['*.case.ts'], sequence: { concurrent: true } },
})
