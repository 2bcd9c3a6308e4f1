import { configureGuard } from 'vitest-shutdown'

configureGuard({ ignore: JSON.parse('[{ "kind": "server" }]') })
