import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    setupFiles: ['vitest-shutdown/setup'],
    // No verdict hangs on how busy the machine is.
    testTimeout: 60_000,
  },
})
