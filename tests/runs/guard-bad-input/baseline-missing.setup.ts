import { configureGuard } from 'vitest-shutdown'

configureGuard({ baseline: 'missing.json' })
