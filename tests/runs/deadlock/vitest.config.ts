import { defineConfig } from 'vitest/config'
import { asInstalled } from '../as-installed.ts'

export default defineConfig({
  test: { ...asInstalled, include: ['*.case.ts'], testTimeout: 20_000 },
})
