import { LogMark, networkOf } from '../network-scenes.ts'
import type { Rule } from '../rule.ts'
import { listHosts } from '../../rig/subject-network.ts'
import { formatMs } from '../../text/format-ms.ts'

/** Looked at one after the other: an attempt is made of several events, and those of a wait are limited. */
const WINDOWS = 10
const WINDOW_INTERVALS = 10
/** Attempts in an interval, and in a second, beyond which they are a storm. */
const MAX_PER_INTERVAL = 3
const MAX_PER_SECOND = 20

export const net07: Rule = {
  id: 'NET-07',
  level: 'SHOULD',
  title: 'a host that refuses connections is retried after a pause, not in a hot loop',
  hint: 'wait before each attempt, twice as long as before up to a limit, with some jitter',
  needs: ['network'],
  async check(lab) {
    for (const host of listHosts(lab.subject)) {
      await lab.trial(async (t) => {
        const network = networkOf(t)
        network.refuse(host)
        network.resetConnections(host)
        const limit = Math.max(
          MAX_PER_INTERVAL * WINDOW_INTERVALS,
          (MAX_PER_SECOND * WINDOW_INTERVALS * t.T) / 1000,
        )
        for (let window = 0; window < WINDOWS; window += 1) {
          const since = new LogMark(t)
          const startMs = t.clock.nowMs
          await t.advUntil(() => since.countAttempts(host) > limit, WINDOW_INTERVALS * t.T)
          const attempts = since.countAttempts(host)
          if (attempts <= limit) continue
          t.fail(
            `while ${host} refused connections, ${t.name} tried ${attempts} times in ${formatMs(t.clock.nowMs - startMs)}`,
            { event: t.note(`attempt ${attempts} to connect to ${host}`), mark: 'a storm' },
          )
        }
      })
    }
  },
}
