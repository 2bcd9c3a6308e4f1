import { RULE_IDS, isRuleId } from '../model/rule-info.ts'
import { type Subject, SubjectError } from '../model/subject.ts'
import { findClosest } from '../text/find-closest.ts'

const FUNCTIONS = ['create', 'shutdown', 'drop', 'clone', 'shutdownWithin', 'shutdownWith'] as const
const KEYS = [
  'name',
  'ownership',
  'intervalMs',
  'clock',
  ...FUNCTIONS,
  'capabilities',
  'waive',
] as const
const CAPABILITIES = ['finalRun', 'gc'] as const

/**
 * Returns `value` as the subject it is.
 *
 * @throws {SubjectError} when it is not one: the first thing wrong, with its value and the remedy
 */
export function verifySubject(value: unknown): Subject {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new SubjectError(
      `Expected a subject, an object with \`name\`, \`ownership\`, \`intervalMs\` and \`create\`, got ${show(value)}`,
    )
  }
  const subject = value as Partial<Record<keyof Subject, unknown>>
  const { name } = subject
  if (typeof name !== 'string' || name.trim() === '') {
    throw new SubjectError(
      `Expected \`name\` of the subject to be a non-empty string, got ${show(name)}`,
    )
  }
  const expect = (isRight: boolean, key: string, what: string, got: unknown): void => {
    if (!isRight)
      throw new SubjectError(
        `Expected \`${key}\` of subject ${name} to be ${what}, got ${show(got)}`,
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
  for (const key of FUNCTIONS) {
    const given = subject[key]
    if (given === undefined && key !== 'create') continue
    expect(typeof given === 'function', key, 'a function', given)
  }
  verifyCapabilities(name, subject.capabilities)
  verifyWaivers(name, subject.waive)
  return subject as Subject
}

function verifyCapabilities(name: string, capabilities: unknown): void {
  if (capabilities === undefined) return
  if (typeof capabilities !== 'object' || capabilities === null) {
    throw new SubjectError(
      `Expected \`capabilities\` of subject ${name} to be an object, got ${show(capabilities)}`,
    )
  }
  for (const [key, given] of Object.entries(capabilities)) {
    verifyKey(key, CAPABILITIES, `capabilities of subject ${name}`)
    if (given !== undefined && typeof given !== 'boolean') {
      throw new SubjectError(
        `Expected \`capabilities.${key}\` of subject ${name} to be a boolean, got ${show(given)}`,
      )
    }
  }
}

function verifyWaivers(name: string, waive: unknown): void {
  if (waive === undefined) return
  if (typeof waive !== 'object' || waive === null) {
    throw new SubjectError(
      `Expected \`waive\` of subject ${name} to be an object of reasons by rule id, got ${show(waive)}`,
    )
  }
  for (const [id, reason] of Object.entries(waive)) {
    if (!isRuleId(id))
      throw new SubjectError(
        `Unknown rule ${id} in \`waive\` of subject ${name}${suggest(id, RULE_IDS)}`,
      )
    if (typeof reason !== 'string' || reason.trim() === '') {
      throw new SubjectError(
        `Expected \`waive['${id}']\` of subject ${name} to be the reason, a non-empty string, got ${show(reason)}`,
      )
    }
  }
}

function verifyKey(key: string, known: readonly string[], where: string): void {
  if (!known.includes(key))
    throw new SubjectError(`Unknown key \`${key}\` in ${where}${suggest(key, known)}`)
}

function suggest(given: string, known: readonly string[]): string {
  const closest = findClosest(given, known)
  return closest === undefined
    ? `; known are ${known.join(', ')}`
    : `; did you mean \`${closest}\`?`
}

/** Shows a value and its type: `-1 (number)`, `undefined`. */
function show(value: unknown): string {
  if (value === undefined || value === null) return String(value)
  if (typeof value === 'string') return `${JSON.stringify(value)} (string)`
  if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint')
    return `${value} (${typeof value})`
  return Array.isArray(value) ? 'an array' : `a value of type ${typeof value}`
}
