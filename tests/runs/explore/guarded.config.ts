import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: { include: ['guarded.case.ts'], setupFiles: ['vitest-shutdown/setup'] },
})
