import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const setup = fileURLToPath(new URL('../../../dist/fixtures/setup.js', import.meta.url))

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  test: {
    include: ['many.spec.mjs'],
    setupFiles: process.env.ENDURANCE_GUARD === 'on' ? [setup] : [],
    pool: 'forks',
    execArgv: ['--expose-gc'],
    reporters: ['dot'],
  },
})
