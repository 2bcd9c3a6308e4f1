import { describe, test } from 'vitest'
import { ProbeError, probeProcess } from 'vitest-shutdown/harness'
import { isRunning } from '../../is-running.ts'

// Signals cannot be sent on Windows.
describe.skipIf(process.platform === 'win32').concurrent('nothing is left behind', () => {
  test('of what a process has started', async ({ expect }) => {
    const report = await probeProcess({ module: 'tests/broken/process/leaves-grandchild.mjs' })
    const pids = report.probe.runs.map(({ output }) => /helper (\d+)/.exec(output[0]?.text ?? ''))
    expect(pids.length).toBeGreaterThan(2)
    expect(pids.map((match) => isRunning(Number(match?.[1])))).toEqual(pids.map(() => false))
    const [left] = report.probe.runs[0]?.leftProcesses ?? []
    expect(left).toMatchObject({
      pid: Number(pids[0]?.[1]),
      command: expect.stringContaining('setInterval') as unknown,
      frame: 'tests/broken/process/leaves-grandchild.mjs:4:15',
    })
  })

  test('of what a process has put into the background', async ({ expect }) => {
    const report = await probeProcess({ module: 'tests/correct/process/leaves-a-daemon.mjs' })
    const pids = report.probe.runs.map(({ output }) => /daemon (\d+)/.exec(output[0]?.text ?? ''))
    expect(pids.length).toBeGreaterThan(2)
    expect(pids.map((match) => isRunning(Number(match?.[1])))).toEqual(pids.map(() => false))
  })

  test('of what a process has put into the background before it could be probed', async ({
    expect,
  }) => {
    const probing = probeProcess({ module: 'tests/broken/process/forks-and-exits.mjs' })
    const error: unknown = await probing.catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(ProbeError)
    const pid = /daemon (\d+)/.exec(String(error))?.[1]
    expect(isRunning(Number(pid))).toBe(false)
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
