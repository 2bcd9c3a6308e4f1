import { ClockError } from './clock-error.ts'
import { markWatching } from '../stack/script-owner.ts'

markWatching(import.meta.url)

/** The globals that libraries of fake timers replace, and mark. */
const FAKED = ['Date', 'setTimeout', 'setInterval', 'setImmediate', 'performance'] as const

/**
 * Refuses to go on while somebody else's fake timers are installed: on top of them nothing would
 * be put back right.
 *
 * @throws {ClockError} when there are any
 */
export function checkForeignTimers(): void {
  for (const name of FAKED) {
    const owner = findOwner(globalThis[name])
    if (owner !== undefined) {
      throw new ClockError(
        'CLOCK_FOREIGN',
        `Cannot install the virtual clock: ${name} is faked by ${owner.by}. Call ${owner.remedy} first.`,
      )
    }
  }
}

interface Owner {
  by: string
  remedy: string
}

function findOwner(value: object): Owner | undefined {
  const { clock, isFake, isMock, name, _isMockFunction } = value as Record<string, unknown>
  if (typeof clock === 'object' || isFake === true) {
    return {
      by: '@sinonjs/fake-timers (Vitest, Jest and Sinon use it)',
      remedy: 'vi.useRealTimers(), jest.useRealTimers() or clock.restore()',
    }
  }
  if (_isMockFunction === true) return { by: 'a mock function', remedy: 'vi.unstubAllGlobals()' }
  if (name === 'MockDate') return { by: 'vi.setSystemTime()', remedy: 'vi.useRealTimers()' }
  if (isMock === true || name === 'bound #createTimer') {
    return { by: 'node:test', remedy: 'mock.timers.reset()' }
  }
  return undefined
}
