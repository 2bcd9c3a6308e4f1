import { defineConfig } from 'vitest/config'

export default defineConfig({ test: { include: ['*.case.ts'], testTimeout: 20_000 } })
