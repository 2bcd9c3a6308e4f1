import type { ExploreRuleId } from '../explore-rules.ts'
import type { Operation } from './operation.ts'

/** The operations of one rule of the area EXPLORE, and how they combine. */
export interface Space {
  readonly rule: ExploreRuleId
  /** Clones that are there from the beginning. */
  readonly clones: number
  /** Each alone, at every boundary. */
  readonly singles: readonly Operation[]
  /** Each pair, at every two boundaries: the first, then the second. */
  readonly pairs: readonly (readonly [Operation, Operation])[]
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
export function createExtensionSpace(hasTimeout: boolean, hasCleanup: boolean): Space {
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

/** A space without the operations that a subject cannot do. */
export function restrictSpace(space: Space, canDo: (operation: Operation) => boolean): Space {
  return {
    ...space,
    singles: space.singles.filter(canDo),
    pairs: space.pairs.filter((pair) => pair.every(canDo)),
  }
}

function cross(
  first: readonly Operation[],
  second: readonly Operation[],
): (readonly [Operation, Operation])[] {
  return first.flatMap((a) => second.map((b) => [a, b] as const))
}
