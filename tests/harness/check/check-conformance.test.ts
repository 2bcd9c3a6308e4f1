import fs, { writeSync } from 'node:fs'
import { describe, expect, test, vi } from 'vitest'
import { ClockError } from '../../../harness/clock/clock-error.ts'
import { checkConformance } from '../../../harness/check/check-conformance.ts'
import { rules } from '../../../harness/check/catalogue.ts'
import { createSubject, MinimalManager } from './minimal-manager.ts'

/** Before any check. */
const native = fs.writeSync

describe('checkConformance()', () => {
  test('gives one result for each rule, in the order of the catalogue', async () => {
    const report = await checkConformance(createSubject())
    expect(report.rules.map(({ id }) => id)).toEqual(rules.map(({ id }) => id))
  })

  test('says that a conforming manager conforms', async () => {
    const { verdict, counts, rules: results } = await checkConformance(createSubject())
    expect({
      verdict,
      failed: results.filter(({ status, level }) => status === 'fail' && level === 'MUST'),
    }).toEqual({
      verdict: 'conforms',
      failed: [],
    })
    expect(counts.pass + counts.fail + counts.skip + counts.waived + counts.notRun).toBe(
      rules.length,
    )
  })

  test('puts back what takes output, also after two at once and one that rejects', async () => {
    const options = { only: ['STOP-02'] }
    const one = checkConformance(createSubject(), options)
    const other = checkConformance(createSubject(), { only: ['STOP-01', 'STOP-03'] })
    await one
    await other
    const useFakeTimers = vi.useFakeTimers()
    await expect(checkConformance(createSubject(), options)).rejects.toThrow(ClockError)
    useFakeTimers.useRealTimers()
    expect(fs.writeSync).toBe(native)
    expect(writeSync).toBe(native)
  })

  test('gives every rule it skips a reason', async () => {
    const { rules: results } = await checkConformance(createSubject())
    const skipped = results.filter(({ status }) => status === 'skip')
    expect(skipped.length).toBeGreaterThan(0)
    expect(skipped.filter(({ reason }) => !reason)).toEqual([])
  })

  test('checks only the rules asked for, and KIT-00', async () => {
    const report = await checkConformance(createSubject(), { only: ['STOP-02'] })
    expect(report.rules.map(({ id, status }) => [id, status])).toEqual([
      ['KIT-00', 'pass'],
      ['STOP-02', 'pass'],
    ])
  })

  test('does not run the rules it is told to skip, and says why', async () => {
    const report = await checkConformance(createSubject(), {
      only: ['STOP-02'],
      skip: { 'STOP-02': 'it hung before' },
    })
    expect(report.rules[1]).toMatchObject({
      id: 'STOP-02',
      status: 'not-run',
      reason: 'it hung before',
    })
  })

  test.for([
    ['STOP-2', 'Unknown rule "STOP-2"; did you mean `STOP-02`?'],
    ['nonsense', 'Unknown rule "nonsense"; the rules are listed by `vitest-shutdown rules`'],
  ])('rejects the unknown rule %s', async ([id, message]) => {
    await expect(checkConformance(createSubject(), { only: [id ?? ''] })).rejects.toThrow(
      new TypeError(message),
    )
  })

  test('reports each rule as it starts and ends', async () => {
    const seen: string[] = []
    await checkConformance(createSubject(), {
      only: ['STOP-01'],
      onStart: ({ id }) => seen.push(`start ${id}`),
      onResult: ({ id, status }) => seen.push(`${status} ${id}`),
    })
    expect(seen).toEqual(['start KIT-00', 'pass KIT-00', 'start STOP-01', 'pass STOP-01'])
  })

  test('runs two checks at a time one after the other', async () => {
    const reports = await Promise.all([
      checkConformance(createSubject({ name: 'a' }), { only: ['STOP-01'] }),
      checkConformance(createSubject({ name: 'b' }), { only: ['STOP-01'] }),
    ])
    expect(reports.map(({ subject, verdict }) => [subject, verdict])).toEqual([
      ['a', 'conforms'],
      ['b', 'conforms'],
    ])
  })

  test("rejects where Vitest's fake timers are installed, and leaves them", async () => {
    vi.useFakeTimers()
    try {
      const faked = globalThis.setTimeout
      await expect(checkConformance(createSubject())).rejects.toThrow(ClockError)
      expect(globalThis.setTimeout).toBe(faked)
    } finally {
      vi.useRealTimers()
    }
  })

  test('says why a class has a method named undefined', async () => {
    const report = await checkConformance({
      ...createSubject(),
      create: () => ({ shutdown: async () => {}, undefined: async () => {} }),
    })
    expect(report.verdict).toBe('unusable')
    expect(report.rules[0]?.message).toBe(
      "the manager of Minimal has a method named undefined: its class was defined before there was a Symbol.dispose, which Node 20 and 22 lack in the pools vmThreads and vmForks; add 'vitest-shutdown/setup' to `setupFiles`, or import vitest-shutdown before the manager",
    )
  })

  test('does not run the other rules when KIT-00 fails', async () => {
    const report = await checkConformance(
      createSubject({ create: () => ({ shutdown: async () => {} }) as never }),
    )
    expect(report.verdict).toBe('unusable')
    expect(report.counts).toEqual({
      pass: 0,
      fail: 1,
      skip: 0,
      waived: 0,
      notRun: rules.length - 1,
    })
    expect(report.rules[1]).toMatchObject({ status: 'not-run', reason: 'KIT-00 failed' })
  })
})

describe('a waiver', () => {
  /** Breaks STOP-04, and the rest of what depends on a second call. */
  class ThrowsSecond extends MinimalManager {
    #isStopped = false
    override shutdown(): Promise<void> {
      if (this.#isStopped) return Promise.reject(new Error('already stopped'))
      this.#isStopped = true
      return super.shutdown()
    }
  }

  test('turns a failure into a waived rule with its reason', async () => {
    const subject = createSubject({
      create: (probe) => new ThrowsSecond(probe, 1000),
      waive: { 'STOP-04': 'callers call once' },
    })
    const report = await checkConformance(subject, { only: ['STOP-04'] })
    expect(report).toMatchObject({ verdict: 'conforms', counts: { waived: 1, fail: 0 } })
    expect(report.rules[1]).toMatchObject({
      status: 'waived',
      reason: 'callers call once',
      message: 'shutdown() #2 rejected with Error: already stopped',
    })
  })

  test('of a rule that holds is a finding', async () => {
    const subject = createSubject({ waive: { 'STOP-04': 'callers call once' } })
    const report = await checkConformance(subject, { only: ['STOP-04'] })
    expect(report.rules[1]).toMatchObject({
      status: 'pass',
      message: 'STOP-04 is waived (“callers call once”), but holds: remove the waiver',
      needlessWaiver: true,
    })
  })
})
