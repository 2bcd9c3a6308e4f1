import { configureGuard } from 'vitest-shutdown'

configureGuard({ baseline: 'broken.json' })
