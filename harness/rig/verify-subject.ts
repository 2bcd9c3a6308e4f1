import { AREAS, isArea, isRuleId, suggestRule } from '../model/rule-info.ts'
import { type Subject, type SubjectCapabilities, SubjectError } from '../model/subject.ts'
import type { NetworkSetup } from '../model/network.ts'
import { NetworkError } from '../network/network-error.ts'
import { parseSetup } from '../network/parse-setup.ts'
import { showValue } from '../text/describe.ts'
import { suggestKnown } from '../text/verify.ts'

const FUNCTIONS = [
  'create',
  'start',
  'trigger',
  'submit',
  'restart',
  'shutdown',
  'drop',
  'clone',
  'shutdownWithin',
  'shutdownWith',
] as const
const KEYS = [
  'name',
  'ownership',
  'intervalMs',
  'clock',
  'network',
  ...FUNCTIONS,
  'profile',
  'capabilities',
  'waive',
] as const

/** What each capability may be: a test of the value, and its words. */
const CAPABILITIES: Readonly<
  Record<keyof SubjectCapabilities, readonly [(given: unknown) => boolean, string]>
> = {
  work: [(given) => given === 'async' || given === 'sync', "'async' or 'sync'"],
  concurrency: [
    (given) => Number.isInteger(given) && Number(given) >= 1,
    'a whole number of runs >= 1',
  ],
  finalRun: [
    (given) => typeof given === 'boolean' || given === 'until-empty',
    "a boolean or 'until-empty'",
  ],
  backlog: [isBoolean, 'a boolean'],
  backoffMs: [isPositive, 'a finite number of milliseconds > 0'],
  runLimitMs: [isPositive, 'a finite number of milliseconds > 0'],
  gc: [isBoolean, 'a boolean'],
}

function isBoolean(given: unknown): boolean {
  return typeof given === 'boolean'
}

function isPositive(given: unknown): boolean {
  return typeof given === 'number' && Number.isFinite(given) && given > 0
}

/**
 * Returns `value` as the subject it is.
 *
 * @throws {SubjectError} when it is not one: the first thing wrong, with its value and the remedy
 */
export function verifySubject(value: unknown): Subject {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new SubjectError(
      `Expected a subject, an object with \`name\`, \`ownership\`, \`intervalMs\` and \`create\`, got ${showValue(value)}`,
    )
  }
  const subject = value as Partial<Record<keyof Subject, unknown>>
  const { name } = subject
  if (typeof name !== 'string' || name.trim() === '') {
    throw new SubjectError(
      `Expected \`name\` of the subject to be a non-empty string, got ${showValue(name)}`,
    )
  }
  const expect = (isRight: boolean, key: string, what: string, got: unknown): void => {
    if (!isRight)
      throw new SubjectError(
        `Expected \`${key}\` of subject ${name} to be ${what}, got ${showValue(got)}`,
      )
  }
  for (const key of Object.keys(subject)) verifyKey(key, KEYS, `subject ${name}`)
  expect(
    subject.ownership === 'owned' || subject.ownership === 'shared',
    'ownership',
    "'owned' or 'shared'",
    subject.ownership,
  )
  const { intervalMs } = subject
  expect(
    typeof intervalMs === 'number' && Number.isFinite(intervalMs) && intervalMs > 0,
    'intervalMs',
    'a finite number of milliseconds > 0',
    intervalMs,
  )
  const { clock } = subject
  expect(
    clock === undefined || clock === 'virtual' || clock === 'real',
    'clock',
    "'virtual' or 'real'",
    clock,
  )
  verifyNetwork(name, subject.network, clock)
  for (const key of FUNCTIONS) {
    const given = subject[key]
    if (given === undefined && key !== 'create') continue
    expect(typeof given === 'function', key, 'a function', given)
  }
  if (subject.trigger !== undefined && subject.submit !== undefined) {
    throw new SubjectError(
      `Expected subject ${name} to have \`trigger\` or \`submit\`, got both: keep \`submit\` if the manager accepts items, \`trigger\` if it reacts to events`,
    )
  }
  expect(
    subject.profile === undefined || subject.profile === 'full' || subject.profile === 'graceful',
    'profile',
    "'full' or 'graceful'",
    subject.profile,
  )
  verifyCapabilities(name, subject.capabilities)
  verifyWaivers(name, subject.waive)
  return subject as Subject
}

function verifyNetwork(name: string, network: unknown, clock: unknown): void {
  if (network === undefined || network === 'real') return
  try {
    parseSetup(network as NetworkSetup)
  } catch (error) {
    if (!(error instanceof NetworkError)) throw error
    throw new SubjectError(`Subject ${name}: ${error.message}`)
  }
  if (clock === 'real') {
    throw new SubjectError(
      `Expected subject ${name} to have \`network\` or \`clock: 'real'\`, got both: a network in memory needs virtual time. Remove one of them`,
    )
  }
}

function verifyCapabilities(name: string, capabilities: unknown): void {
  if (capabilities === undefined) return
  if (typeof capabilities !== 'object' || capabilities === null) {
    throw new SubjectError(
      `Expected \`capabilities\` of subject ${name} to be an object, got ${showValue(capabilities)}`,
    )
  }
  const known = Object.keys(CAPABILITIES)
  for (const [key, given] of Object.entries(capabilities)) {
    verifyKey(key, known, `capabilities of subject ${name}`)
    const [isRight, what] = CAPABILITIES[key as keyof SubjectCapabilities]
    if (given !== undefined && !isRight(given)) {
      throw new SubjectError(
        `Expected \`capabilities.${key}\` of subject ${name} to be ${what}, got ${showValue(given)}`,
      )
    }
  }
}

function verifyWaivers(name: string, waive: unknown): void {
  if (waive === undefined) return
  if (typeof waive !== 'object' || waive === null) {
    throw new SubjectError(
      `Expected \`waive\` of subject ${name} to be an object of reasons by rule id or area, got ${showValue(waive)}`,
    )
  }
  for (const [id, reason] of Object.entries(waive)) {
    if (!isRuleId(id) && !isArea(id)) {
      const what = id.includes('-')
        ? `rule ${id} in \`waive\` of subject ${name}; ${suggestRule(id)}`
        : `area ${id} in \`waive\` of subject ${name}${suggestKnown(id, AREAS)}`
      throw new SubjectError(`Unknown ${what}`)
    }
    if (typeof reason !== 'string' || reason.trim() === '') {
      throw new SubjectError(
        `Expected \`waive['${id}']\` of subject ${name} to be the reason, a non-empty string, got ${showValue(reason)}`,
      )
    }
  }
}

function verifyKey(key: string, known: readonly string[], where: string): void {
  if (!known.includes(key))
    throw new SubjectError(`Unknown key \`${key}\` in ${where}${suggestKnown(key, known)}`)
}
