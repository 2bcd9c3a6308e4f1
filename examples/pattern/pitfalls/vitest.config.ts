import { defineConfig } from 'vitest/config'

// These fail: tests/examples/pattern.test.ts has what they say.
export default defineConfig({ test: { include: ['*.pitfall.ts'] } })
