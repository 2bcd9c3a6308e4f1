import { PollingManager, pollingSubject } from '../broken/bases/polling-manager.ts'

/** A poller over fetch, with a time limit for each request. */
export const subject = pollingSubject('polls-over-fetch', PollingManager)
