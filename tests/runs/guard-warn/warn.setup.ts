import { configureGuard } from 'vitest-shutdown'

configureGuard({ mode: 'warn' })
