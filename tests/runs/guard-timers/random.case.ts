import { test } from 'vitest'
import { idle } from './idle.ts'
import { planTimers, SEEDS } from './random-timers.ts'

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
const { setTimeout: captured } = globalThis

// One line each: the delay tells which line it has to be. None fires while the test runs.
const sites = [
  () => setTimeout(idle, 90100),
  () => setTimeout(idle, 90101),
  () => captured(idle, 90102),
  () => globalThis.setTimeout(idle, 90103),
  () => [90104].map((ms) => setTimeout(idle, ms))[0],
  () => Reflect.apply(setTimeout, undefined, [idle, 90105]),
  () => setInterval(idle, 90106),
  () => ({ timer: setTimeout(idle, 90107) }).timer,
  () => setTimeout(() => idle(), 90108),
  () => setTimeout(idle.bind(undefined), 90109),
  () => setTimeout(idle, 90110).unref().ref(),
  () => setInterval(idle, 90111),
] as const

test.each(SEEDS)('random timers with seed %i', async (seed) => {
  const later: unknown[] = []
  const clear = (timer: unknown): void => clearTimeout(timer as NodeJS.Timeout)
  for (const [index, { site, fate }] of planTimers(seed).entries()) {
    if (index % 400 === 0) await sleep(2)
    if (fate === 'fires') setTimeout(idle, site)
    else {
      const timer = sites[site]?.()
      if (fate === 'at once') clear(timer)
      if (fate === 'later') later.push(timer)
    }
  }
  for (const timer of later) clear(timer)
})
