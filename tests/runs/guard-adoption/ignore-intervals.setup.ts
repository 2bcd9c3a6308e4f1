import { configureGuard } from 'vitest-shutdown'

configureGuard({ ignore: [{ kind: 'interval', reason: 'they are on their way out' }] })
