import '../../../../fixtures/setup.ts'
import { expect, test } from 'vitest'
import { checkConformance } from '../../../../harness/check/check-conformance.ts'
import { formatRealToken, parseRealToken } from '../../../../harness/explore/real/real-token.ts'
import { recoveringSubject } from '../../../broken/bases/recovering-manager.ts'
import { subject as broken } from '../../../broken/real/reads-too-late.ts'
import { SettingsReader, subject as mended } from '../../../correct/real/reads-its-settings.ts'

let mistakes = 0

/** Makes its mistake once in the life of the process. */
class ReadsTooLateOnce extends SettingsReader {
  protected override async recover(): Promise<void> {
    this.line = await this.connect()
    if (!this.isEnded || mistakes > 0) return
    mistakes += 1
    this.arm()
  }
}

const BUDGET_MS = 120_000
const plan = {
  operation: { name: 'shutdown' },
  moment: { kind: 'file', n: 1 },
} as const
const token = formatRealToken({ rule: 'EXPLORE-01', plan })

test('what is found once and not again is inconclusive', async () => {
  const { rules, verdict } = await checkConformance(
    recoveringSubject('reads-too-late-once', ReadsTooLateOnce),
    { only: ['EXPLORE-01'], budgetMs: BUDGET_MS },
  )
  expect(mistakes).toBe(1)
  const found = rules.find(({ id }) => id === 'EXPLORE-01')
  expect(found?.status).toBe('not-run')
  expect(found?.reason).toMatch(
    /^reads-too-late-once broke STOP-03 in 1 of 2 schedules in real time in which shutdown\(\) landed right before .*, and held it in the last: /,
  )
  expect(verdict).toBe('inconclusive')
})

test('a token replays its schedule, and says so once the manager is mended', async () => {
  const again = await checkConformance(broken, { replay: token })
  expect(again.rules.find(({ id }) => id === 'EXPLORE-01')?.status).toBe('fail')
  const passed = await checkConformance(mended, { replay: token })
  expect(passed.rules.find(({ id }) => id === 'EXPLORE-01')?.status).toBe('pass')
})

test('a token is read as it was written, and a mangled one is refused', () => {
  expect(parseRealToken(token)).toEqual({ rule: 'EXPLORE-01', plan })
  expect(() => parseRealToken(token.replace('file', 'data'))).toThrow('is mangled')
})
