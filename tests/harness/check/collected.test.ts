import '../../../fixtures/setup.ts'
import { afterEach, expect, test, vi } from 'vitest'
import { checkConformance } from '../../../harness/check/check-conformance.ts'
import type { RuleResult } from '../../../harness/model/report.ts'
import type { Subject } from '../../../harness/model/subject.ts'
import scheduler from '../../../examples/reference/scheduler-task.ts'
import { subject as loopRetainsManager } from '../../broken/drop/loop-retains-manager.ts'

const collector = vi.hoisted(() => ({ isBroken: false }))

vi.mock('../../../harness/platform/collect-garbage.ts', async (importOriginal) => {
  const original = await importOriginal<{ collectGarbage(this: void): void }>()
  return {
    collectGarbage: () => {
      if (!collector.isBroken) original.collectGarbage()
    },
  }
})

afterEach(() => void (collector.isBroken = false))

async function checkDrop10(subject: Subject<never>): Promise<RuleResult | undefined> {
  const { rules } = await checkConformance(subject, { only: ['DROP-10'] })
  return rules.find(({ id }) => id === 'DROP-10')
}

test('a manager that does not say that it stops when collected is not asked', async () => {
  const { capabilities: _, ...rest } = scheduler
  expect(await checkDrop10(rest as Subject<never>)).toMatchObject({
    status: 'skip',
    reason:
      'the subject does not declare `capabilities: { gc: true }`: that its task stops when the manager is garbage-collected',
  })
})

test('where the collector leaves even what nothing holds, the result is inconclusive', async () => {
  collector.isBroken = true
  for (const subject of [scheduler, loopRetainsManager])
    expect(await checkDrop10(subject as Subject<never>)).toMatchObject({
      status: 'skip',
      reason:
        'inconclusive: garbage was collected five times, but even an unreferenced manager was not',
    })
})

test('a manager that warns while it is held is accused', async () => {
  const tokens = new FinalizationRegistry<() => void>((warn) => warn())
  const create = ({ work, logger }: Parameters<Subject['create']>[0]): Disposable => {
    const timer = setInterval(() => void work(), 1000)
    // Not the manager, but something that it forgets.
    tokens.register({}, () => logger.warn('lost'))
    const shutdown = async (): Promise<void> => clearInterval(timer)
    return Object.assign({ shutdown }, { [Symbol.dispose]: () => clearInterval(timer) })
  }
  const subject: Subject = {
    name: 'Hasty',
    ownership: 'owned',
    intervalMs: 1000,
    create,
    capabilities: { gc: true },
  }
  expect(await checkDrop10(subject as Subject<never>)).toMatchObject({
    status: 'fail',
    message: 'garbage was collected, and Hasty, still referenced, logged warn “lost”',
  })
})
