import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: { include: ['*.case.ts'], testTimeout: 30_000, setupFiles: ['vitest-shutdown/setup'] },
})
