import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['faked-time.case.ts'],
    setupFiles: ['./faked-time.setup.ts', 'vitest-shutdown/setup'],
  },
})
