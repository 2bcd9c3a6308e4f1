import { expect, test } from 'vitest'
import type { SubjectContext, Subject } from '../../../harness/model/subject.ts'
import type { Schedule } from '../../../harness/explore/run/schedule.ts'
import { World } from '../../../harness/explore/run/world.ts'

/** Takes each kind of step once between a tick and its work. */
class EveryStep {
  readonly #timer: NodeJS.Timeout
  constructor(probe: SubjectContext) {
    this.#timer = setInterval(() => {
      process.nextTick(() => {
        queueMicrotask(() => {
          setImmediate(() => void this.#run(probe))
        })
      })
    }, 10)
  }

  async #run(probe: SubjectContext): Promise<void> {
    await Promise.resolve()
    await { then: (resolve: () => void) => resolve() }
    try {
      await probe.work()
    } catch {
      // The next one.
    }
  }

  async shutdown(): Promise<void> {
    clearInterval(this.#timer)
  }
}

const subject: Subject<EveryStep> = {
  name: 'every-step',
  ownership: 'owned',
  intervalMs: 10,
  create: (probe) => new EveryStep(probe),
}

async function runScenario(mode: 'promise-hooks' | 'microtask-hops'): Promise<Schedule> {
  const world = await World.open(subject, {
    clones: 0,
    restMs: 2,
    mode,
    pace: mode === 'promise-hooks' ? 'now' : 'in-turns',
  })
  try {
    return await world.run([], true)
  } finally {
    await world.close()
  }
}

test('every wait, timer, tick, microtask, immediate and continuation is a step, in its order', async () => {
  const steps = (await runScenario('promise-hooks')).trace?.read() ?? []
  expect(steps.slice(1, 11).map(({ kind, atMs }) => `${kind} ${atMs}`)).toEqual([
    'idle 0',
    'timer 10',
    'tick 10',
    'microtask 10',
    'immediate 10',
    'await 10',
    // A thenable is asked in one job, and goes on in another.
    'await 10',
    'await 10',
    'await 10',
    'idle 10',
  ])
})

test('a step knows the line that made what runs in it', async () => {
  const steps = (await runScenario('promise-hooks')).trace?.read() ?? []
  const places = steps.slice(1, 8).map(({ at }) => at?.replace(/^.*\((.*):\d+\)$/, '$1'))
  const file = 'tests/harness/platform/boundaries.test.ts'
  expect(places).toEqual([
    undefined,
    `${file}:10`,
    undefined,
    undefined,
    `${file}:13:11`,
    expect.stringContaining(file),
    expect.stringContaining(file),
  ])
})

test('without promise hooks the microtasks after each macrotask are steps', async () => {
  const kinds = (await runScenario('microtask-hops')).trace?.read().map(({ kind }) => kind) ?? []
  expect(kinds).not.toContain('await')
  expect(kinds.filter((kind) => kind === 'hop').length).toBeGreaterThan(100)
})
