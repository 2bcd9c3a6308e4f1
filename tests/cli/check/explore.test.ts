import { describe, expect, test } from 'vitest'
import { formatReplayToken, readNodeMajor } from '../../../harness/explore/plan/replay-token.ts'
import type { ExploreRuleId } from '../../../harness/explore/explore-rules.ts'
import type { OperationName } from '../../../harness/explore/plan/operation.ts'
import type { Report } from '../../../harness/model/report.ts'
import { runCommand } from '../run-command.ts'

/** Of `modules/racy.ts`. */
const MOMENTS = 32

function createToken(
  rule: ExploreRuleId,
  name: OperationName,
  { nodeMajor = readNodeMajor(), boundaries = MOMENTS, at = 4 } = {},
): string {
  return formatReplayToken({ rule, nodeMajor, boundaries, plan: [{ name, at }] })
}

/** Without what differs from Node to Node. */
function maskTokens(text: string): string {
  return text.replaceAll(/-n\d+-(b\d+-\S*)-[0-9a-f]{4}\b/g, '-nNN-$1-SUM')
}

describe('check --explore', () => {
  test('explores until something is broken, and shows the shortest plan', async () => {
    const args = ['check', 'racy.ts', '--explore', '20000', '--only', 'EXPLORE-01']
    const { code, stdout, stderr } = await runCommand(args)
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' })
    expect(maskTokens(stdout)).toMatchSnapshot()
  })

  test('says how much it has covered, in the report too', async () => {
    const args = ['check', 'heartbeat.ts', '--explore', '20000', '--only', 'EXPLORE-03']
    const { code, stdout, stderr } = await runCommand([...args, '--json', '-'])
    expect(code).toBe(0)
    const [report] = JSON.parse(stdout) as Report[]
    const result = report?.rules.find(({ id }) => id === 'EXPLORE-03')
    const { covered, total } = result?.coverage ?? {}
    expect(covered).toBeGreaterThan(100)
    expect(covered).toBe(total)
    expect(stderr).toContain(`Explored all ${total} schedules`)
  })

  test.for(['0', '-1', 'soon'])('refuses a budget of “%s”', async (budget) => {
    const { code, stdout, stderr } = await runCommand(['check', 'racy.ts', '--explore', budget])
    expect({ code, stdout, stderr }).toEqual({
      code: 2,
      stdout: '',
      stderr: `vitest-shutdown: Expected milliseconds > 0 after \`--explore\`, such as \`--explore 5000\`, got \`${budget}\`.\n`,
    })
  })
})

describe('check --replay', () => {
  test('runs the schedule of the token, and no other', async () => {
    const token = createToken('EXPLORE-01', 'shutdown')
    const { code, stdout } = await runCommand(['check', 'racy.ts', '--replay', token])
    expect(code).toBe(1)
    expect(stdout).toContain('shutdown() landed before step 4, right before the await of tick')
    expect(stdout).not.toContain('Explored')
  })

  test('holds where the schedule breaks nothing', async () => {
    const token = createToken('EXPLORE-01', 'shutdown', { at: 0 })
    const { code, stdout } = await runCommand(['check', 'racy.ts', '--replay', token])
    expect(stdout).toBe('Racy (racy.ts): this plan no longer breaks anything\n')
    expect(code).toBe(0)
  })

  const other = readNodeMajor() === 22 ? 24 : 22
  test.for([
    [
      createToken('EXPLORE-01', 'shutdown', { nodeMajor: other }),
      `was made on Node ${other}, and this is Node ${readNodeMajor()}, which may number the steps differently: replay it there, or explore again`,
    ],
    [
      createToken('EXPLORE-01', 'shutdown', { boundaries: 7 }),
      `is stale: it was made when the scenario had 7 moments, and now it has ${MOMENTS}. The manager has changed since then: explore again`,
    ],
    [
      createToken('EXPLORE-04', 'clone'),
      'does not fit Racy: the subject is `owned`: it has no clones',
    ],
    [
      createToken('EXPLORE-05', 'shutdownWith'),
      'does not fit Racy: the subject has no `shutdownWithin`, and the subject has no `shutdownWith`',
    ],
    [
      createToken('EXPLORE-01', 'shutdownWith'),
      'does not fit Racy: the subject has no `shutdownWith`',
    ],
  ] as const)('refuses the token %s', async ([token, reason]) => {
    const { code, stdout, stderr } = await runCommand(['check', 'racy.ts', '--replay', token])
    expect({ code, stderr }).toEqual({ code: 2, stderr: '' })
    expect(stdout).toBe(
      `Racy (racy.ts): unusable: it could not be checked\n\n  The replay token \`${token}\` ${reason}\n`,
    )
  })

  test('refuses what is no token, and one that is mangled', async () => {
    const mangled = createToken('EXPLORE-01', 'shutdown').replace('@4', '@5')
    for (const [token, reason] of [
      [
        'x1-01',
        'Expected a replay token such as `x1-03-n20-b43-s@7+d@9-1f3a`, got `x1-01`: copy the whole token from the failure.',
      ],
      [
        mangled,
        `The replay token \`${mangled}\` is mangled: its checksum does not match. Copy the whole token from the failure.`,
      ],
    ] as const) {
      expect(await runCommand(['check', 'racy.ts', '--replay', token])).toEqual({
        code: 2,
        stdout: '',
        stderr: `vitest-shutdown: ${reason}\n`,
      })
    }
  })

  test.for([
    ['--explore', '100', '`--explore` or `--replay`, got both: a replay runs one schedule.'],
    ['--only', 'STOP-01', '`--only` or `--replay`, got both: the token names its rule.'],
  ] as const)('refuses %s beside it', async ([option, value, reason]) => {
    const token = createToken('EXPLORE-01', 'shutdown')
    const result = await runCommand(['check', 'racy.ts', '--replay', token, option, value])
    expect(result).toEqual({
      code: 2,
      stdout: '',
      stderr: `vitest-shutdown: Expected ${reason}\n`,
    })
  })
})
