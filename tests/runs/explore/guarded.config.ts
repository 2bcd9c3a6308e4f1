import { defineConfig } from 'vitest/config'
import { asInstalled } from '../as-installed.ts'

export default defineConfig({
  test: { ...asInstalled, include: ['guarded.case.ts'], setupFiles: ['vitest-shutdown/setup'] },
})
