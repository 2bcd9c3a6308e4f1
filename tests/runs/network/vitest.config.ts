import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: { include: ['*.case.ts'], testTimeout: 3000, setupFiles: ['vitest-shutdown/setup'] },
})
