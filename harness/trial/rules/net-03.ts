import type { Lab } from '../lab.ts'
import {
  ASKS,
  awaitExchange,
  findBegunMs,
  LogMark,
  networkOf,
  noteEntry,
} from '../network-scenes.ts'
import type { Rule } from '../rule.ts'
import { answersRequests, listHosts } from '../../rig/subject-network.ts'
import type { Call } from '../../rig/call.ts'
import { NotApplicable } from '../../model/rule-failure.ts'
import { formatMs } from '../../text/format-ms.ts'
import type { Trial } from '../trial.ts'

/** Intervals in which a task whose host is away tries to reach it. */
const PATIENCE_INTERVALS = 12
/** TCP gives up a host that does not answer after 127 s. */
const CONNECTING_MS = 150_000

/** A time at which a task is between connections. */
interface Scene {
  readonly name: string
  /** @returns whether it has come to it */
  enter(t: Trial, host: string): Promise<boolean>
  /** How long shutdown() may take. */
  limitMs(t: Trial): number
}

/** A manager that retries what it has accepted by design may take its time for that. */
function findLimitMs(t: Trial): number {
  const { capabilities, submit } = t.driver.subject
  const mayFlush = submit !== undefined || capabilities?.finalRun !== undefined
  return mayFlush ? CONNECTING_MS : Math.max(t.T, t.backoffMs)
}

async function awaitEntries(
  t: Trial,
  host: string,
  kind: 'fail' | 'connect',
  count: number,
): Promise<boolean> {
  const since = new LogMark(t)
  const seen = (): number => since.entries(host).filter((entry) => entry.kind === kind).length
  return t.advUntil(() => seen() >= count, PATIENCE_INTERVALS * t.T)
}

const scenes: readonly Scene[] = [1, 3].map((failures) => ({
  name: failures === 1 ? 'once it was refused' : `once it was refused ${failures} times`,
  limitMs: findLimitMs,
  async enter(t, host) {
    networkOf(t).refuse(host)
    networkOf(t).resetConnections(host)
    if (!(await awaitEntries(t, host, 'fail', failures))) return false
    await t.adv(1)
    return true
  },
}))

const connecting: Scene = {
  name: 'while it was connecting',
  limitMs: () => CONNECTING_MS,
  async enter(t, host) {
    networkOf(t).hang(host, { accept: false })
    networkOf(t).resetConnections(host)
    return awaitEntries(t, host, 'connect', 1)
  },
}

export const net03: Rule = {
  id: 'NET-03',
  level: 'MUST',
  title:
    'shutdown() ends a connection attempt and the sleep before the next one, and no attempt follows',
  hint: 'in shutdown(), clear the reconnect timer, abort the attempt, and set a flag that the `close` listener checks before it reconnects',
  needs: ['network'],
  async check(lab) {
    let entered = 0
    for (const host of listHosts(lab.subject)) {
      for (const scene of [...scenes, connecting]) if (await play(lab, host, scene)) entered += 1
      if (answersRequests(lab.subject, host)) await playPause(lab, host)
    }
    if (entered === 0 && !lab.isLeftOut)
      throw new NotApplicable(`${lab.subject.name} made no connection while its hosts were away`)
  },
}

async function play(lab: Lab, host: string, { name, enter, limitMs }: Scene): Promise<boolean> {
  let hasEntered = false
  await lab.trial(async (t) => {
    hasEntered = await enter(t, host)
    if (!hasEntered) return
    const call = t.shutdown()
    await expectSettled(t, call, `${host}, ${name}`, limitMs(t))
    const since = new LogMark(t)
    await t.adv(10 * Math.max(t.T, t.backoffMs))
    const settledAtMs = call.settled?.atMs ?? call.calledAtMs
    // In the very instant it may be a goodbye that was begun before.
    const attempt = since
      .entries(host)
      .find(({ kind, atMs }) => kind === 'connect' && atMs > settledAtMs)
    if (attempt === undefined) return
    t.fail(
      `${t.name} connected to ${host} again at ${formatMs(attempt.atMs)}, ${formatMs(attempt.atMs - settledAtMs)} after ${call.label} had settled`,
      { event: noteEntry(t, attempt, `connects to ${host} again`), call },
    )
  })
  return hasEntered
}

/**
 * In the pause after a refusal shutdown() is called, and the host is back: what only asks is not asked
 * again, however short the pause is, and whether or not it is one between two runs. Another request may
 * be the last word of the task.
 */
async function playPause(lab: Lab, host: string): Promise<void> {
  await lab.trial(async (t) => {
    const exchange = await awaitExchange(t, host)
    if (exchange === undefined || !ASKS.test(exchange.text) || lab.finalRuns > 0) return
    const network = networkOf(t)
    if (!(await scenes[0]?.enter(t, host))) return
    const since = new LogMark(t)
    const call = t.shutdown()
    const calledAtMs = t.clock.nowMs
    await t.drain()
    network.heal(host)
    await t.adv(3 * Math.max(t.T, t.backoffMs))
    const again = since
      .entries(host)
      .find(
        (entry) =>
          entry.kind === 'request' &&
          entry.text === exchange.text &&
          findBegunMs(network.log(), entry) > calledAtMs,
      )
    if (again === undefined) return
    t.fail(
      `${t.name} tried ${again.text} again at ${formatMs(again.atMs)}, ${formatMs(again.atMs - calledAtMs)} after ${call.label} was called in the pause after a refusal`,
      { event: noteEntry(t, again, `${again.text} arrived`), call },
    )
  })
}

async function expectSettled(t: Trial, call: Call, scene: string, limitMs: number): Promise<void> {
  if (await t.settle(call, limitMs)) return
  t.fail(
    `${call.label} was called with a connection to ${scene}, and was still pending ${formatMs(t.clock.nowMs - call.calledAtMs)} later`,
    { event: call.called, pending: call },
  )
}
