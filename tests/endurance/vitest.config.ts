import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['tests/endurance/*.case.ts'],
    pool: 'forks',
    execArgv: ['--expose-gc'],
    testTimeout: 0,
  },
})
