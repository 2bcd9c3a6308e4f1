import { LogMark, networkOf } from '../network-scenes.ts'
import type { Rule } from '../rule.ts'
import { listHosts } from '../../rig/subject-network.ts'
import { formatMs } from '../../text/format-ms.ts'

const INTERVALS = 100
/** Attempts in an interval, and in a second, beyond which they are a storm. */
const MAX_PER_INTERVAL = 3
const MAX_PER_SECOND = 20

export const net07: Rule = {
  id: 'NET-07',
  level: 'SHOULD',
  title: 'a host that refuses connections is tried again after a pause, not in a hot loop',
  hint: 'wait before each attempt, twice as long as before up to a limit, with some jitter',
  needs: ['network'],
  async check(lab) {
    for (const host of listHosts(lab.subject)) {
      await lab.trial(async (t) => {
        const network = networkOf(t)
        network.refuse(host)
        network.resetConnections(host)
        const since = new LogMark(t)
        const startMs = t.clock.nowMs
        const limit = (): number =>
          Math.max(MAX_PER_INTERVAL * INTERVALS, (MAX_PER_SECOND * INTERVALS * t.T) / 1000)
        await t.advUntil(() => since.countAttempts(host) > limit(), INTERVALS * t.T)
        const attempts = since.countAttempts(host)
        if (attempts <= limit()) return
        t.fail(
          `while ${host} refused connections, ${t.name} tried ${attempts} times in ${formatMs(t.clock.nowMs - startMs)}`,
          { event: t.note(`attempt ${attempts} to connect to ${host}`), mark: 'a storm' },
        )
      })
    }
  },
}
