import { expectNothingEscaped } from '../expectations.ts'
import type { Lab } from '../lab.ts'
import { awaitExchange, LogMark, networkOf } from '../network-scenes.ts'
import type { Rule } from '../rule.ts'
import type { SimulatedNetwork } from '../../network/simulated-network.ts'
import { listHosts } from '../../rig/subject-network.ts'
import { formatMs } from '../../text/format-ms.ts'
import type { Trial } from '../trial.ts'

/** Intervals for which a host is away. */
const OUTAGE_INTERVALS = 3
/** A loop that backs off lives on, however slowly: so long it may take for two runs more. */
const PATIENCE_MS = 600_000

/** Something that goes wrong with a host. */
interface Fault {
  readonly name: string
  begin(network: SimulatedNetwork, host: string): void
}

const faults: readonly Fault[] = [
  {
    name: 'refused connections',
    begin(network, host) {
      network.refuse(host)
      network.resetConnections(host)
    },
  },
  { name: 'reset its connections', begin: (network, host) => network.resetConnections(host) },
  { name: 'crashed without a word', begin: (network, host) => network.crash(host) },
  {
    name: 'could not be looked up',
    begin(network, host) {
      network.failLookups(host)
      network.resetConnections(host)
    },
  },
]

export const net05: Rule = {
  id: 'NET-05',
  level: 'MUST',
  title: 'whatever goes wrong with a host, the loop continues, and every error is caught',
  hint: "catch around the request inside the loop, and listen for 'error' on every socket, request and client",
  needs: ['network'],
  async check(lab) {
    for (const host of listHosts(lab.subject))
      for (const fault of faults)
        for (const moment of ['idle', 'busy'] as const) await play(lab, host, fault, moment)
  },
}

async function play(
  lab: Lab,
  host: string,
  { name, begin }: Fault,
  moment: 'idle' | 'busy',
): Promise<void> {
  await lab.trial(async (t) => {
    const network = networkOf(t)
    if (moment === 'idle') await t.adv(Math.floor(t.T / 2))
    else if ((await awaitExchange(t, host)) === undefined) return
    begin(network, host)
    const since = new LogMark(t)
    await t.adv(OUTAGE_INTERVALS * t.T)
    const hasNoticed = network.requests(host).length > 0 || since.entries(host).some(isNotice)
    network.heal(host)
    expectNothingEscaped(t, `${host}, which ${name},`)
    // Who only listens cannot know that nobody speaks any more.
    if (!hasNoticed && name.startsWith('crashed')) return
    await expectLiving(t, `${host} ${name}`)
    expectNothingEscaped(t, `${host}, which ${name},`)
  })
}

function isNotice({ kind, from }: { kind: string; from?: string }): boolean {
  return kind === 'fail' || kind === 'reset' || (kind === 'data' && from === 'client')
}

async function expectLiving(t: Trial, after: string): Promise<void> {
  const before = t.work.starts
  const isLiving = await t.advUntil(
    () => t.work.starts >= before + 2,
    Math.max(PATIENCE_MS, 20 * t.backoffMs),
  )
  if (isLiving) return
  const count = t.work.starts === before ? 'no run' : 'only one run'
  t.fail(
    `after ${after}, and was there again, ${t.name} started ${count} in ${formatMs(PATIENCE_MS)}`,
    {
      event: t.note(`${count} since`),
      mark: 'the loop has died',
      site: t.work.last?.site,
    },
  )
}
