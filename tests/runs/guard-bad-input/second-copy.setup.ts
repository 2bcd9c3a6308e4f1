import { pathToFileURL } from 'node:url'

await import(
  /* @vite-ignore */ pathToFileURL('copy/node_modules/vitest-shutdown/dist/fixtures/setup.js').href
)
