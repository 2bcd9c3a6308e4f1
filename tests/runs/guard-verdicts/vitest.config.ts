import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['*.case.ts'],
    setupFiles: ['./around-before.setup.ts', 'vitest-shutdown/setup', './around-after.setup.ts'],
  },
})
