import { setTimeout as sleep } from 'node:timers/promises'
import type { Subject } from '../../harness/model/subject.ts'
import { adopt } from '../../reference/index.ts'

/** A close handshake, which takes as long at any moment of the interval. */
const GOODBYE_MS = 5

/** Takes leave of its server before it reports that it has stopped. */
export const subject: Subject = {
  name: 'presence beacon',
  ownership: 'owned',
  intervalMs: 1000,
  create: ({ work, logger }) =>
    adopt({
      name: 'presence beacon',
      logger,
      work,
      start: (run) => setInterval(() => void run(), 1000),
      stop: async (timer) => {
        clearInterval(timer)
        await sleep(GOODBYE_MS)
      },
    }),
}
