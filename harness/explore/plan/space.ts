import type { ExploreRuleId } from '../explore-rules.ts'
import { FAULT_NAMES, type Operation, type OperationName, isOfWork } from './operation.ts'
import type { Observations } from '../../trial/lab.ts'
import type { Capability } from '../../model/rule-info.ts'

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
  /** Set where moments count from the call of `start` on: on one handle, or on several. */
  readonly start?: StartHandles
}

/** Whether a start is explored with clones. */
export type StartHandles = 'one handle' | 'clones'

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

const MISHAPS: readonly Operation[] = [
  { name: 'lack' },
  { name: 'reject' },
  { name: 'throw' },
  { name: 'hang' },
]

/** The space of all that may come while a manager is started. */
function createStartSpace(hasClones: boolean): Space {
  const calls: readonly Operation[] = hasClones
    ? [
        { name: 'shutdown', handle: 0 },
        { name: 'drop', handle: 0 },
      ]
    : [shutdown, drop]
  const clone: Operation = { name: 'clone', handle: 0 }
  const onClone: readonly Operation[] = [
    { name: 'shutdown', handle: 1 },
    { name: 'drop', handle: 1 },
  ]
  const again: Operation = { name: 'start' }
  return {
    rule: 'EXPLORE-08',
    clones: 0,
    start: hasClones ? 'clones' : 'one handle',
    singles: [...calls, again, ...MISHAPS, ...(hasClones ? [clone] : [])],
    pairs: [
      ...cross(calls, calls),
      ...cross([again, ...MISHAPS], calls),
      ...(hasClones ? [...cross([clone], [...calls, ...onClone]), ...cross(calls, [clone])] : []),
    ],
  }
}

/** The space of a start without the mishaps that cannot befall it. */
export function narrowStart(space: Space, opensResources: boolean, runsWork: boolean): Space {
  return restrictSpace(space, (operation) => {
    if (operation.name === 'lack') return opensResources
    return runsWork || !isOfWork(operation)
  })
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
    case 'EXPLORE-08':
      return offer(createStartSpace(!absent.has('clone')), absent.get('twoPhases'))
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
export const NEEDS: Partial<Record<OperationName, Capability>> = {
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
  start: 'twoPhases',
  lack: 'twoPhases',
}
