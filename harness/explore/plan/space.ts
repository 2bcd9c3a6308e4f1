import { EXPLORE_RULES, type ExploreRuleId } from '../explore-rules.ts'
import { FAULT_NAMES, type Operation, type OperationName, isFault, isMishap } from './operation.ts'
import type { Lab, Observations } from '../../trial/lab.ts'
import type { Capability } from '../../model/rule-info.ts'
import type { ExploreOptions } from '../explore-options.ts'
import { parseOperation } from './plan-text.ts'

/** The operations of one rule of the area EXPLORE, and how they combine. */
export interface Space {
  readonly rule: ExploreRuleId
  /** Clones that are there from the beginning. */
  readonly clones: number
  /** Those whose faults are among the operations, by name. */
  readonly hosts?: readonly string[]
  /** Each alone, at every boundary. */
  readonly singles: readonly Operation[]
  /** Each pair, at every two boundaries: the first, then the second. */
  readonly pairs: readonly (readonly [Operation, Operation])[]
  /** Sequences of three and more; only EXPLORE-07 has them. */
  readonly sequences?: Sequences
}

/** What longer sequences are made of. */
export interface Sequences {
  /** The calls that may come, on every handle that is alive then. */
  readonly calls: readonly OperationName[]
  /** Only these sequences, at all moments. Default: all that the calls make. */
  readonly only?: readonly (readonly Operation[])[]
}

const shutdown: Operation = { name: 'shutdown' }
const drop: Operation = { name: 'drop' }

const STOP: Space = {
  rule: 'EXPLORE-01',
  clones: 0,
  singles: [shutdown, { name: 'reject' }, { name: 'throw' }, { name: 'hang' }],
  pairs: cross([{ name: 'reject' }, { name: 'throw' }, { name: 'hang' }], [shutdown]).concat(
    cross([shutdown], [{ name: 'reject' }, { name: 'hang' }]),
  ),
}

const DROP: Space = {
  rule: 'EXPLORE-02',
  clones: 0,
  singles: [drop],
  pairs: cross([{ name: 'reject' }, { name: 'throw' }, { name: 'hang' }], [drop]).concat(
    cross([drop], [{ name: 'reject' }]),
  ),
}

const TWICE: Space = {
  rule: 'EXPLORE-03',
  clones: 0,
  singles: [],
  pairs: cross([shutdown, drop], [shutdown, drop]),
}

const ON_TWO: readonly Operation[] = [
  { name: 'clone', handle: 0 },
  { name: 'shutdown', handle: 0 },
  { name: 'shutdown', handle: 1 },
  { name: 'drop', handle: 0 },
  { name: 'drop', handle: 1 },
]

const CLONE: Space = {
  rule: 'EXPLORE-04',
  clones: 1,
  singles: ON_TWO,
  pairs: cross(ON_TWO, ON_TWO),
}

const WITHIN: readonly Operation[] = [{ name: 'shutdownWithin' }, { name: 'shutdownSoon' }]
const WITH: readonly Operation[] = [{ name: 'shutdownWith' }]

/** The spaces of the rules for a subject that can do all of it. */
export const spaces: Readonly<Record<'stop' | 'drop' | 'twice' | 'clone', Space>> = {
  stop: STOP,
  drop: DROP,
  twice: TWICE,
  clone: CLONE,
}

/** The space of the extensions that a subject has. */
function createExtensionSpace(hasTimeout: boolean, hasCleanup: boolean): Space {
  const singles = [...(hasTimeout ? WITHIN : []), ...(hasCleanup ? WITH : [])]
  const others = [shutdown, drop]
  return {
    rule: 'EXPLORE-05',
    clones: 0,
    singles,
    pairs: [
      ...cross(singles, singles),
      ...cross(singles, others),
      ...cross(others, singles),
      ...cross([{ name: 'hang' }], singles),
      ...cross([{ name: 'reject' }], singles),
    ],
  }
}

/** The space of the faults of the hosts that a subject names. */
function createFaultSpace(hosts: readonly string[]): Space {
  const faults = FAULT_NAMES.flatMap((name) =>
    hosts.map((_, handle): Operation => (hosts.length > 1 ? { name, handle } : { name })),
  )
  const failing = faults.filter(({ name }) => name !== 'heal')
  const calls = [shutdown, drop]
  return {
    rule: 'EXPLORE-06',
    clones: 0,
    hosts,
    singles: failing,
    pairs: [
      ...cross(failing, calls),
      ...cross(calls, failing),
      ...failing.flatMap((fault) => {
        const heal = faults.find(({ name, handle }) => name === 'heal' && handle === fault.handle)
        return heal === undefined ? [] : [[fault, heal] as const]
      }),
    ],
  }
}

/** The space of the sequences of all that a subject can be told from outside. */
function createSequenceSpace(absent: Observations['absent']): Space {
  // A restart lands only where a plan asks for it: what two of them on their way promise is not settled.
  const candidates: readonly OperationName[] = [
    'shutdown',
    'drop',
    'clone',
    'shutdownWithin',
    'shutdownSoon',
  ]
  const calls = candidates.filter((name) => {
    const need = NEEDS[name]
    return need === undefined || !absent.has(need)
  })
  const clones = calls.includes('clone') ? 1 : 0
  return { rule: 'EXPLORE-07', clones, singles: [], pairs: [], sequences: { calls } }
}

/** A space without the operations that a subject cannot do. */
export function restrictSpace(space: Space, canDo: (operation: Operation) => boolean): Space {
  return {
    ...space,
    singles: space.singles.filter(canDo),
    pairs: space.pairs.filter((pair) => pair.every(canDo)),
    ...(space.sequences === undefined
      ? {}
      : {
          sequences: {
            ...space.sequences,
            calls: space.sequences.calls.filter((name) => canDo({ name })),
          },
        }),
  }
}

function cross(
  first: readonly Operation[],
  second: readonly Operation[],
): (readonly [Operation, Operation])[] {
  return first.flatMap((a) => second.map((b) => [a, b] as const))
}

/** The space of a rule on a subject, or why there is none. */
export type FoundSpace =
  | { readonly kind: 'space'; readonly space: Space }
  | { readonly kind: 'refusal'; readonly reason: string }

/** Finds the space of a rule on a subject. */
export function findSpace({ absent, hosts }: Observations, rule: ExploreRuleId): FoundSpace {
  switch (rule) {
    case 'EXPLORE-01':
      return offer(spaces.stop)
    case 'EXPLORE-02':
      return offer(spaces.drop, absent.get('drop'))
    case 'EXPLORE-03':
      return offer(spaces.twice)
    case 'EXPLORE-04':
      return offer(spaces.clone, absent.get('clone'))
    case 'EXPLORE-06':
      return offer(createFaultSpace(hosts), absent.get('network'))
    case 'EXPLORE-07':
      return offer(createSequenceSpace(absent))
    default: {
      const [timeout, cleanup] = [absent.get('timeout'), absent.get('cleanup')]
      const space = createExtensionSpace(timeout === undefined, cleanup === undefined)
      const hasNone = timeout !== undefined && cleanup !== undefined
      return offer(space, hasNone ? `${timeout}, and ${cleanup}` : undefined)
    }
  }
}

function offer(space: Space, lack?: string): FoundSpace {
  return lack === undefined ? { kind: 'space', space } : { kind: 'refusal', reason: lack }
}

/** What the subject must be able to do for an operation. */
const NEEDS: Partial<Record<OperationName, Capability>> = {
  shutdownWithin: 'timeout',
  shutdownSoon: 'timeout',
  shutdownWith: 'cleanup',
  drop: 'drop',
  clone: 'clone',
  restart: 'restart',
  refuse: 'network',
  silence: 'network',
  reset: 'network',
  crash: 'network',
  heal: 'network',
}

/**
 * The spaces of the operations that were asked for: each plan in that of the rule whose it is.
 *
 * @throws {TypeError} when the subject cannot do one of them
 */
export function createOwnSpaces(
  lab: Lab,
  plans: NonNullable<ExploreOptions['operations']>,
): Space[] {
  const parsed = plans.map((plan) => plan.map((text) => parseOperation(text, 'operations')))
  for (const operation of parsed.flat()) {
    const reason = findLack(lab.seen, operation)
    if (reason !== undefined)
      throw new TypeError(`Cannot explore ${operation.name} on ${lab.subject.name}: ${reason}`)
  }
  return EXPLORE_RULES.flatMap((rule) => {
    const own = parsed.filter((plan) => findRule(plan) === rule)
    if (own.length === 0) return []
    if (rule === 'EXPLORE-07') {
      const clones = own.flat().some(isOnHandle) ? 1 : 0
      return { rule, clones, singles: [], pairs: [], sequences: { calls: [], only: own } }
    }
    return {
      rule,
      clones: rule === 'EXPLORE-04' ? 1 : 0,
      hosts: lab.seen.hosts,
      singles: own.flatMap(([first, second]) => (first && second === undefined ? [first] : [])),
      pairs: own.flatMap(([first, second]) => (first && second ? [[first, second] as const] : [])),
    }
  })
}

/** Whether an operation needs more than one handle to make sense. */
function isOnHandle({ name, handle }: Operation): boolean {
  return name === 'clone' || handle !== undefined
}

/** The rule in whose space a plan is. */
function findRule(plan: readonly Operation[]): ExploreRuleId {
  if (plan.length > 2 || plan.some(({ name }) => name === 'restart')) return 'EXPLORE-07'
  if (plan.some(({ name }) => isFault(name))) return 'EXPLORE-06'
  if (plan.some(isOnHandle)) return 'EXPLORE-04'
  const calls = plan.filter((operation) => !isMishap(operation))
  if (calls.some(({ name }) => name !== 'shutdown' && name !== 'drop')) return 'EXPLORE-05'
  if (calls.length > 1) return 'EXPLORE-03'
  return calls[0]?.name === 'drop' ? 'EXPLORE-02' : 'EXPLORE-01'
}

/** Why a subject cannot do an operation, if so. */
export function findLack(
  { absent }: Observations,
  { name, handle }: Operation,
): string | undefined {
  const needsClone = handle !== undefined && !isFault(name)
  const needs = [NEEDS[name], needsClone ? 'clone' : undefined] as const
  return needs.flatMap((need) => (need && absent.get(need)) ?? []).at(0)
}
