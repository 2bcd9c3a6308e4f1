import { PostHog } from 'posthog-node'
import { defineSubject } from 'vitest-shutdown'

// Events are sent a second after they were captured, and what is left by `shutdown()`, as the
// documentation of the SDK says. A run is a request, by way of the option `fetch`.
function startAnalytics(work: () => void | Promise<void>): PostHog {
  return new PostHog('phc_key', {
    host: 'http://events.test',
    flushInterval: 1000,
    fetch: async (url, options) => {
      await work()
      return await fetch(url, options)
    },
  })
}

export default defineSubject({
  name: 'posthog-node',
  ownership: 'owned',
  profile: 'graceful',
  intervalMs: 2000,
  capabilities: { finalRun: 'until-empty' },
  network: { 'events.test': () => Response.json({ status: 1 }) },
  create: ({ work }) => startAnalytics(work),
  trigger: (posthog) => posthog.capture({ distinctId: 'somebody', event: 'clicked' }),
  shutdown: (posthog) => posthog.shutdown(),
})
