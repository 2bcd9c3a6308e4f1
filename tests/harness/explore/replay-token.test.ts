import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { explore } from '../../../harness/explore/explore.ts'
import type { OperationName } from '../../../harness/explore/plan/operation.ts'
import {
  formatReplayToken,
  parseReplayToken,
  readNodeMajor,
  toFindingKey,
  type Replay,
} from '../../../harness/explore/plan/replay-token.ts'
import { EXPLORE_RULES } from '../../../harness/explore/explore-rules.ts'
import { subject as dropInLastAwait } from '../../broken/explore/drop-in-last-await.ts'

const NAMES: readonly OperationName[] = [
  'shutdown',
  'shutdownWithin',
  'shutdownSoon',
  'shutdownWith',
  'drop',
  'clone',
  'restart',
  'reject',
  'throw',
  'hang',
]

const withoutFinding: fc.Arbitrary<Replay> = fc.record({
  rule: fc.constantFrom(...EXPLORE_RULES),
  nodeMajor: fc.integer({ min: 18, max: 99 }),
  boundaries: fc.integer({ min: 1, max: 99_999 }),
  plan: fc.array(
    fc
      .tuple(fc.constantFrom(...NAMES), fc.nat(9), fc.nat(9999))
      .map(([name, handle, at]) => (handle === 0 ? { name, at } : { name, handle, at })),
    { minLength: 1, maxLength: 8 },
  ),
})

const withFinding = fc
  .tuple(withoutFinding, fc.string())
  .map(([replay, invariant]): Replay => Object.assign(replay, { finding: toFindingKey(invariant) }))

const replays: fc.Arbitrary<Replay> = fc.oneof(withoutFinding, withFinding)

describe('a replay token', () => {
  test('says what it was written from, in less than 100 characters that no shell changes', () => {
    fc.assert(
      fc.property(replays, (replay) => {
        const token = formatReplayToken(replay)
        expect(parseReplayToken(token)).toEqual(replay)
        expect(token).toMatch(/^[\w@+-]{1,99}$/)
      }),
    )
  })

  test('is refused when a character of it is another', () => {
    fc.assert(
      fc.property(
        replays,
        fc.nat(),
        fc.constantFrom('0', '1', '7', '9', 'a', 'b', 'x', '@', '+', '-'),
        (replay, at, other) => {
          const token = formatReplayToken(replay)
          const place = at % token.length
          fc.pre(token[place] !== other)
          const mangled = `${token.slice(0, place)}${other}${token.slice(place + 1)}`
          expect(() => parseReplayToken(mangled)).toThrow(/replay token/)
        },
      ),
      { numRuns: 300 },
    )
  })

  test('says how it is mangled, and what to do', () => {
    const token = formatReplayToken({
      rule: 'EXPLORE-03',
      nodeMajor: 20,
      boundaries: 43,
      plan: [{ name: 'shutdown', at: 7 }],
    })
    const mangled = token.replace('@7', '@8')
    expect(() => parseReplayToken(mangled)).toThrow(
      `The replay token \`${mangled}\` is mangled: its checksum does not match. Copy the whole token from the failure`,
    )
  })

  const plan = [{ name: 'shutdown', at: 7 }] as const

  test('of another version of Node is refused', async () => {
    const replay = formatReplayToken({ rule: 'EXPLORE-03', nodeMajor: 18, boundaries: 32, plan })
    await expect(explore(dropInLastAwait, { replay })).rejects.toThrow(
      `The replay token \`${replay}\` was made on Node 18, and this is Node ${readNodeMajor()}, which may number the steps differently: replay it there, or explore again`,
    )
  })

  test('of a manager that has changed since is refused', async () => {
    const nodeMajor = readNodeMajor()
    const replay = formatReplayToken({ rule: 'EXPLORE-03', nodeMajor, boundaries: 33, plan })
    await expect(explore(dropInLastAwait, { replay })).rejects.toThrow(
      `The replay token \`${replay}\` is stale: it was made when the scenario had 33 moments, and now it has 32. The manager has changed since then: explore again`,
    )
  })

  test('of a rule that the subject has nothing for is refused', async () => {
    const nodeMajor = readNodeMajor()
    const replay = formatReplayToken({ rule: 'EXPLORE-04', nodeMajor, boundaries: 32, plan })
    await expect(explore(dropInLastAwait, { replay })).rejects.toThrow(
      `The replay token \`${replay}\` does not fit drop-in-last-await: the subject is \`owned\`: it has no clones`,
    )
  })
})
