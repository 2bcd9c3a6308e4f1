import { defineConfig } from 'vitest/config'

export default defineConfig({ test: { include: ['*.case.ts'], exclude: ['guarded.case.ts'] } })
