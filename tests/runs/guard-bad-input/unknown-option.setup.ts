import { configureGuard } from 'vitest-shutdown'

configureGuard(JSON.parse('{ "mod": "warn" }'))
