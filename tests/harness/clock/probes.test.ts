import './trampolines-first.ts'
import { install } from '@sinonjs/fake-timers'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { createClock } from '../../../harness/clock/create-clock.ts'
import { real } from '../../../harness/platform/real-time.ts'
import { installTrampolines, uninstallTrampolines } from '../../../harness/clock/trampolines.ts'
import { PROBE_MS, probes, type TimeProbe } from './probes.ts'

/** A kind of fake time: installed, moved, removed. */
type FakeTime = () => { advance(ms: number): Promise<unknown>; restore(): readonly string[] }

const fakes = {
  'vitest-shutdown': () => {
    const clock = createClock()
    return {
      advance: (ms) => clock.advance(ms),
      restore: () => {
        clock.restore()
        return [...new Set(clock.escapes().map(({ owner, kind }) => `${owner}: ${kind}`))]
      },
    }
  },
  'fake-timers': () => {
    const clock = install({ now: Date.now(), toNotFake: ['nextTick', 'queueMicrotask'] })
    return { advance: (ms) => clock.tickAsync(ms), restore: () => (clock.uninstall(), []) }
  },
  vi: () => {
    vi.useFakeTimers()
    return {
      advance: (ms) => vi.advanceTimersByTimeAsync(ms),
      restore: () => (vi.useRealTimers(), []),
    }
  },
} satisfies Record<string, FakeTime>

/** Whether the probe follows a fake time; if not, what of it was reported. */
async function run(probe: TimeProbe, fake: FakeTime): Promise<string> {
  const time = fake()
  let isDone = false
  const before = probe.read?.()
  const cleanUp = probe.wait?.(() => {
    isDone = true
  })
  for (let turn = 0; turn < 2; turn += 1) await new Promise((resolve) => real.setImmediate(resolve))
  const wasDone = isDone
  await time.advance(PROBE_MS)
  if (before !== undefined) isDone = Math.abs((probe.read?.() ?? 0) - before - PROBE_MS) < 1500
  const isVirtual = isDone && !wasDone
  if (typeof cleanUp === 'function') cleanUp()
  const escapes = time.restore()
  if (isVirtual) return 'virtual'
  return ['real', ...escapes].join(', ')
}

const verdicts: Record<keyof typeof fakes, string[]> = {
  'vitest-shutdown': [],
  'fake-timers': [],
  vi: [],
}

beforeAll(async () => {
  installTrampolines()
  for (const [name, fake] of Object.entries(fakes)) {
    for (const probe of probes) verdicts[name as keyof typeof fakes].push(await run(probe, fake))
  }
})

afterAll(() => {
  uninstallTrampolines()
})

test('36 of the 40 ways to tell time or to wait for it follow the clock, and 3 of the others are seen', () => {
  const rows = probes.map(({ api, form, captured }, index) => [
    api,
    form,
    captured,
    verdicts.vi[index],
    verdicts['fake-timers'][index],
    verdicts['vitest-shutdown'][index],
  ])
  const widths = [21, 21, 8, 7, 11, 0]
  const table = [
    ['api', 'how it is reached', 'captured', 'vi', 'fake-timers', 'vitest-shutdown'],
    ...rows,
  ]
    .map((row) => row.map((cell, column) => cell?.padEnd(widths[column] ?? 0)).join(' | '))
    .join('\n')
  expect(`\n${table}\n`).toBe(TABLE)
  expect([
    countVirtual('vi'),
    countVirtual('fake-timers'),
    countVirtual('vitest-shutdown'),
  ]).toEqual([10, 16, 36])
})

function countVirtual(name: keyof typeof fakes): number {
  return verdicts[name].filter((verdict) => verdict === 'virtual').length
}

const TABLE = `
api                   | how it is reached     | captured | vi      | fake-timers | vitest-shutdown
setTimeout            | global                | late     | virtual | virtual     | virtual
setInterval           | global                | late     | virtual | virtual     | virtual
setImmediate          | global                | late     | virtual | virtual     | virtual
promisify(setTimeout) | global                | late     | virtual | virtual     | virtual
setTimeout            | require timers        | late     | real    | virtual     | virtual
setInterval           | import timers         | late     | real    | virtual     | virtual
setTimeout            | import { } timers     | late     | real    | real        | virtual
setInterval           | import { } timers     | late     | real    | real        | virtual
setImmediate          | import { } timers     | late     | real    | real        | virtual
setTimeout            | import * timers       | late     | real    | real        | virtual
setTimeout            | import promises       | late     | real    | virtual     | virtual
setTimeout            | require promises      | late     | real    | virtual     | virtual
setTimeout            | timers.promises       | late     | real    | virtual     | virtual
setTimeout            | import { } promises   | late     | real    | real        | virtual
setInterval           | import { } promises   | late     | real    | real        | virtual
setImmediate          | import { } promises   | late     | real    | real        | virtual
setTimeout            | import * promises     | late     | real    | real        | virtual
scheduler.wait        | import { } promises   | late     | real    | real        | virtual
scheduler.yield       | import { } promises   | late     | real    | real        | virtual
AbortSignal.timeout   | global                | late     | real    | real        | virtual
Atomics.waitAsync     | global                | late     | real    | real        | virtual
Date.now              | global                | late     | virtual | virtual     | virtual
new Date              | global                | late     | virtual | virtual     | virtual
Intl.DateTimeFormat   | global                | late     | virtual | virtual     | virtual
performance.now       | global                | late     | virtual | virtual     | virtual
performance.now       | import { } perf_hooks | late     | real    | virtual     | virtual
process.hrtime        | global                | late     | virtual | virtual     | virtual
process.hrtime.bigint | global                | late     | virtual | virtual     | virtual
hrtime                | import { } process    | late     | real    | real        | virtual
process.uptime        | global                | late     | real    | real        | virtual
setTimeout            | global                | early    | real    | real        | virtual
promisify(setTimeout) | global                | early    | real    | real        | virtual
new Date              | global                | early    | real    | real        | virtual
Date.now              | global                | early    | real    | real        | virtual
performance.now       | bound                 | early    | real    | real        | virtual
process.hrtime.bigint | global                | early    | real    | real        | virtual
http.request timeout  | import http           | late     | real    | real        | real, core: get (node:http)
Socket.setTimeout     | import net            | late     | real    | real        | real, core: Socket.setTimeout
execFile timeout      | import child_process  | late     | real    | real        | real, core: execFile (node:child_process)
Event.timeStamp       | global                | late     | real    | real        | real
`
