import { configureGuard } from 'vitest-shutdown'

configureGuard({ baseline: 'known-leaks.json' })
