import type { NetworkLogEntry } from '../../network/event-log.ts'
import type { Lab } from '../lab.ts'
import {
  ASKS,
  eachExchange,
  findBegunMs,
  LogMark,
  networkOf,
  noteEntry,
} from '../network-scenes.ts'
import type { Rule } from '../rule.ts'
import { formatMs } from '../../text/format-ms.ts'

/** What brings something: whoever sends it wants it to arrive. */
const BRINGS = /^(POST|PUT|PATCH) /

export const net01: Rule = {
  id: 'NET-01',
  level: 'MUST',
  title: 'shutdown() settles once the request in flight is answered, and no other request follows',
  hint: 'check the stop flag again after each answer, before the next request',
  needs: ['network'],
  async check(lab) {
    await playInFlight(lab)
    await playLastWord(lab)
  },
}

/** A request is in flight, and is answered in the midst of the shutdown. */
async function playInFlight(lab: Lab): Promise<void> {
  await eachExchange(lab, async (t, host, exchange) => {
    const network = networkOf(t)
    // The answer is on its way, and waits.
    network.hang(host)
    const since = new LogMark(t)
    const call = t.shutdown()
    await t.drain()
    const calledAtMs = t.clock.nowMs
    await t.adv(t.T / 2)
    network.heal(host)
    if (!(await t.settle(call, 2 * t.T))) {
      t.fail(
        `${call.label} was still pending ${formatMs(t.clock.nowMs - calledAtMs)} after the call, although ${exchange.text} had been answered`,
        { event: call.called, pending: call },
      )
    }
    await t.adv(3 * t.T)
    if (lab.finalRuns > 0) return
    const settledAtMs = call.settled?.atMs ?? Infinity
    const next = since.entries().find((entry) => {
      if (entry.kind === 'datagram') return entry.atMs > settledAtMs
      if (entry.kind !== 'request' || entry.atMs <= calledAtMs) return false
      const isPoll = entry.text === exchange.text && ASKS.test(entry.text)
      return isPoll || findBegunMs(network.log(), entry) > settledAtMs
    })
    if (next === undefined) return
    const what = next.kind === 'datagram' ? `a datagram to ${next.host}` : next.text
    t.fail(
      `${t.name} sent ${what}, which arrived at ${formatMs(next.atMs)}, ${formatMs(next.atMs - calledAtMs)} after shutdown() was called${next.atMs > settledAtMs ? ` and ${formatMs(next.atMs - settledAtMs)} after it had settled` : ''}`,
      { event: noteEntry(t, next, `${what} was sent`), mark: 'one more', call },
    )
  })
}

/** Nothing is in flight, all is well, and the shutdown itself may have something to send. */
async function playLastWord(lab: Lab): Promise<void> {
  await lab.trial(
    async (t) => {
      await t.adv(t.T / 2)
      const since = new LogMark(t)
      const call = t.shutdown()
      if (!(await t.settle(call))) return
      const settledAtMs = call.settled?.atMs ?? call.calledAtMs
      await t.adv(t.T)
      const last = findLastWord(since.entries(), call.calledAtMs, settledAtMs)
      if (last === undefined) return
      const { request, answer } = last
      t.fail(
        `${call.label} fulfilled at ${formatMs(settledAtMs)} without waiting for ${request.text}, which it had begun and which was answered at ${formatMs(answer.atMs)}: a process that ends then loses it`,
        {
          event: noteEntry(t, request, `${request.text} arrived`),
          mark: 'nobody waits',
          call,
          hint: 'await the last request before shutdown() fulfils, with a time limit',
        },
      )
    },
    { runs: 2 },
  )
}

/** What was begun after one moment and answered after another. */
function findLastWord(
  entries: readonly NetworkLogEntry[],
  calledAtMs: number,
  settledAtMs: number,
): { request: NetworkLogEntry; answer: NetworkLogEntry } | undefined {
  for (const request of entries) {
    const { kind, connection, text = '' } = request
    if (kind !== 'request' || !BRINGS.test(text)) continue
    if (findBegunMs(entries, request) < calledAtMs) continue
    const answer = entries.find(
      (entry) =>
        entry.kind === 'answer' &&
        entry.connection === connection &&
        entry.atMs > settledAtMs &&
        entry.text?.endsWith(text) === true,
    )
    if (answer !== undefined) return { request, answer }
  }
  return undefined
}
