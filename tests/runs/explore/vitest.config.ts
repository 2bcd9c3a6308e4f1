import { defineConfig } from 'vitest/config'
import { asInstalled } from '../as-installed.ts'

export default defineConfig({
  test: { ...asInstalled, include: ['*.case.ts'], exclude: ['guarded.case.ts'] },
})
