import { createHash } from 'node:crypto'
import { DEFAULT_SEED } from '../../model/seed.ts'
import type { ExploreRuleId } from '../explore-rules.ts'
import type { OperationName, Plan, PlannedOperation } from './operation.ts'

/** What a replay token says. */
export interface Replay {
  readonly rule: ExploreRuleId
  /** The major version of Node that the plan was found on. */
  readonly nodeMajor: number
  /** The moments of the scenario then. */
  readonly boundaries: number
  /** What everything random began with. Default: 1. */
  readonly seed?: number
  readonly plan: Plan
  /** Which of several promises that the plan breaks, by {@link toFindingKey}. Default: the first. */
  readonly finding?: string
}

/** A short name for what a plan broke: a plan may break several promises, and a failure is about one. */
export function toFindingKey(invariant: string): string {
  return checksum(invariant)
}

/** The letter of each operation in a token. */
export const LETTERS: Readonly<Record<Exclude<OperationName, 'create'>, string>> = {
  start: 'b',
  shutdown: 's',
  shutdownWithin: 'w',
  shutdownSoon: 'q',
  shutdownWith: 'c',
  drop: 'd',
  clone: 'k',
  restart: 'r',
  reject: 'e',
  throw: 't',
  hang: 'h',
  refuse: 'f',
  silence: 'g',
  reset: 'z',
  crash: 'x',
  heal: 'y',
  lack: 'l',
}

/** The operation of each letter. */
export const NAMES: ReadonlyMap<string, OperationName> = new Map(
  Object.entries(LETTERS).map(([name, letter]) => [letter, name as OperationName]),
)

const FORM =
  /^x1-(0[1-8])-n(\d{1,3})-b(\d{1,6})(?:-r(\d{1,16}))?-(?:i([0-9a-f]{4})-)?((?:[a-z]\d?@\d+)(?:\+[a-z]\d?@\d+)*)-([0-9a-f]{4})$/

/**
 * Writes a plan as a token of less than 100 characters, safe in a shell: `x1-03-n20-b43-s@7+d@9-1f3a`,
 * with the seed in it where it is not the default: `x1-03-n20-b43-r2-s@7+d@9-1f3a`.
 *
 * @param replay its plan has at most eight operations
 */
export function formatReplayToken({
  rule,
  nodeMajor,
  boundaries,
  seed = DEFAULT_SEED,
  plan,
  finding,
}: Replay): string {
  const steps = plan.map(
    ({ name, handle = 0, at }) =>
      `${name === 'create' ? '' : LETTERS[name]}${handle === 0 ? '' : handle}@${at}`,
  )
  const random = seed === DEFAULT_SEED ? '' : `-r${seed}`
  const which = finding === undefined ? '' : `i${finding}-`
  const body = `x1-${rule.slice(-2)}-n${nodeMajor}-b${boundaries}${random}-${which}${steps.join('+')}`
  return `${body}-${checksum(body)}`
}

/** Thrown if a token cannot be replayed. The message gives the reason and the remedy. */
export class ReplayError extends Error {
  override readonly name = 'ReplayError'
}

/**
 * Reads a token that {@link formatReplayToken} wrote.
 *
 * @throws {ReplayError} when it is none, or a letter of it is wrong
 */
export function parseReplayToken(token: string): Replay {
  const [, rule = '', node = '', boundaries = '', seed, finding, steps = '', sum] =
    FORM.exec(token) ?? []
  if (sum === undefined) {
    throw new ReplayError(
      `Expected a replay token such as \`x1-03-n20-b43-s@7+d@9-1f3a\`, got \`${token}\`: copy the whole token from the failure`,
    )
  }
  if (checksum(token.slice(0, token.lastIndexOf('-'))) !== sum) {
    throw new ReplayError(
      `The replay token \`${token}\` is mangled: its checksum does not match. Copy the whole token from the failure`,
    )
  }
  const plan = steps.split('+').map(parseStep)
  return {
    rule: `EXPLORE-${rule}` as ExploreRuleId,
    nodeMajor: Number(node),
    boundaries: Number(boundaries),
    ...(seed === undefined ? {} : { seed: Number(seed) }),
    plan,
    ...(finding === undefined ? {} : { finding }),
  }
}

/**
 * Checks that a token still means what it meant: the steps are numbered alike.
 *
 * @throws {ReplayError} when Node's major version or the number of moments has changed
 */
export function verifyReplay(token: string, replay: Replay, boundaries: number): void {
  const major = readNodeMajor()
  if (replay.nodeMajor !== major) {
    throw new ReplayError(
      `The replay token \`${token}\` was made on Node ${replay.nodeMajor}, and this is Node ${major}, which may number the steps differently: replay it there, or explore again`,
    )
  }
  if (replay.boundaries !== boundaries) {
    throw new ReplayError(
      `The replay token \`${token}\` is stale: it was made when the scenario had ${replay.boundaries} moments, and now it has ${boundaries}. The manager has changed since then: explore again`,
    )
  }
}

/** The error for a token of something that a subject has not. */
export function createMisfit(name: string, token: string, reason: string): ReplayError {
  return new ReplayError(`The replay token \`${token}\` does not fit ${name}: ${reason}`)
}

/** 20 on Node 20.20.2. */
export function readNodeMajor(): number {
  return Number.parseInt(process.versions.node, 10)
}

function parseStep(step: string): PlannedOperation {
  const [operation = '', at] = step.split('@')
  const name = NAMES.get(operation.charAt(0))
  if (name === undefined) {
    throw new ReplayError(
      `The replay token names an operation \`${operation.charAt(0)}\` that this version does not know: explore again`,
    )
  }
  const handle = Number(operation.slice(1))
  return handle === 0 ? { name, at: Number(at) } : { name, handle, at: Number(at) }
}

/** What tells that a token was copied whole. */
export function checksum(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 4)
}
