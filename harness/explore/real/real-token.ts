import type { ExploreRuleId } from '../explore-rules.ts'
import { checksum, LETTERS, NAMES, parseReplayToken, ReplayError } from '../plan/replay-token.ts'
import { isMomentKind, toMomentKey } from './moment.ts'
import type { RealPlan } from './real-plan.ts'

/** What a token of a schedule in real time says. */
export interface RealReplay {
  readonly rule: ExploreRuleId
  readonly plan: RealPlan
}

const FORM = /^r1-(0[1-8])-([a-z])(\d?)@([a-z]+?)(\d+)-([0-9a-f]{4})$/

/** Whether a token is of a schedule in real time. */
export function isRealToken(token: string): boolean {
  return token.startsWith('r1-')
}

/**
 * Reads in the space of which rule the schedule of a token is, in virtual time or in real time.
 *
 * @throws {ReplayError} when it is none
 */
export function readReplayRule(token: string): ExploreRuleId {
  return isRealToken(token) ? parseRealToken(token).rule : parseReplayToken(token).rule
}

/** Writes a plan as a token that is safe in a shell: `r1-01-s@message3-1f3a`. */
export function formatRealToken({ rule, plan: { operation, moment } }: RealReplay): string {
  const { name, handle = 0 } = operation
  const letter = name === 'create' ? '' : LETTERS[name]
  const body = `r1-${rule.slice(-2)}-${letter}${handle === 0 ? '' : handle}@${toMomentKey(moment)}`
  return `${body}-${checksum(body)}`
}

/**
 * Reads a token that {@link formatRealToken} wrote.
 *
 * @throws {ReplayError} when it is none, or a letter of it is wrong
 */
export function parseRealToken(token: string): RealReplay {
  const [, rule = '', letter = '', handle = '', kind = '', n = '', sum] = FORM.exec(token) ?? []
  const name = NAMES.get(letter)
  const isWhole = checksum(token.slice(0, token.lastIndexOf('-'))) === sum
  if (!isWhole || name === undefined || !isMomentKind(kind))
    throw new ReplayError(
      `The replay token \`${token}\` is mangled: copy the whole token from the failure, as in \`${EXAMPLE}\``,
    )
  return {
    rule: `EXPLORE-${rule}` as ExploreRuleId,
    plan: {
      operation: handle === '' ? { name } : { name, handle: Number(handle) },
      moment: { kind, n: Number(n) },
    },
  }
}

/** For messages. */
const EXAMPLE = formatRealToken({
  rule: 'EXPLORE-01',
  plan: { operation: { name: 'shutdown' }, moment: { kind: 'message', n: 3 } },
})
