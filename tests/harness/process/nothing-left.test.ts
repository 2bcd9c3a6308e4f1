import { describe, test } from 'vitest'
import { probeProcess } from 'vitest-shutdown/harness'
import { isRunning } from '../../is-running.ts'

// Signals cannot be sent on Windows.
describe.skipIf(process.platform === 'win32').concurrent('nothing is left behind', () => {
  test('of what a process has started', async ({ expect }) => {
    const report = await probeProcess({ module: 'tests/broken/process/leaves-grandchild.mjs' })
    const pids = report.probe.runs.map(({ output }) => /helper (\d+)/.exec(output[0]?.text ?? ''))
    expect(pids.map((match) => isRunning(Number(match?.[1])))).toEqual([false, false])
  })

  test('of a process that does not end', async ({ expect }) => {
    const listeners = process.listenerCount('exit')
    const report = await probeProcess({
      module: 'tests/broken/process/tells-its-id.mjs',
      deadlineMs: 100,
    })
    const [run] = report.probe.runs
    expect(run).toMatchObject({ isOverdue: true, exitSignal: 'SIGKILL' })
    expect(isRunning(Number(run?.output[0]?.text))).toBe(false)
    expect(process.listenerCount('exit')).toBeLessThanOrEqual(listeners + 1)
  })

  test('but the beginning and the end of what it prints', async ({ expect }) => {
    const report = await probeProcess({ module: 'tests/broken/process/prints-a-megabyte.mjs' })
    const [run] = report.probe.runs
    expect(run?.output).toHaveLength(400)
    expect(run?.droppedLines).toBe(19_600)
    expect(run?.output[0]?.text).toMatch(/^line 1 /)
    expect(run?.output.at(-1)?.text).toMatch(/^end 10000 /)
  })
})
