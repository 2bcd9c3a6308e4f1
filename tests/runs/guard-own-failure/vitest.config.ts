import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: { include: ['own-failure.case.ts'], setupFiles: ['vitest-shutdown/setup'] },
})
