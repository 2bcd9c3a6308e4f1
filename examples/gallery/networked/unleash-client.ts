import { InMemStorageProvider, Unleash } from 'unleash-client'
import { defineSubject } from 'vitest-shutdown'

// The SDK asks for the flags every second, until `destroy()`. A run is the function that gives it the
// headers of a request, a token that has to be fetched for example.
function startFlags(work: () => void | Promise<void>): Unleash {
  const unleash = new Unleash({
    url: 'http://flags.test/api/',
    appName: 'shop',
    refreshInterval: 1000,
    disableMetrics: true,
    storageProvider: new InMemStorageProvider(),
    customHeadersFunction: async () => {
      await work()
      return { authorization: 'a token' }
    },
  })
  unleash.on('error', (error) => console.error('flags', error))
  unleash.on('warn', (warning) => console.warn('flags', warning))
  return unleash
}

/** The flags of one application. */
function serveFlags(): Response {
  return Response.json({
    version: 2,
    features: [{ name: 'discount', enabled: true, strategies: [] }],
  })
}

export default defineSubject({
  name: 'unleash-client',
  ownership: 'owned',
  profile: 'graceful',
  intervalMs: 1000,
  network: { 'flags.test': serveFlags },
  create: ({ work }) => startFlags(work),
  shutdown: async (unleash) => unleash.destroy(),
})
