import { describe, expect, test } from 'vitest'

import { startService } from './start-service.ts'

const GOT_SIGTERM = 'Process got SIGTERM - shutting down within 10000 ms'
const ABORTED = 'Service shutdown was cut short by its signal - aborting'

// Signals cannot be sent on Windows.
describe.skipIf(process.platform === 'win32')('a real process', () => {
  test('that gets a signal ends the run in flight and exits with 0', async () => {
    const service = startService({})
    await service.until('ready')
    service.kill('SIGTERM')
    await service.until(GOT_SIGTERM)
    service.endRun()
    expect(await service.ended).toBe('exit 0')
    expect(service.lines).toEqual([
      'run started',
      'ready',
      GOT_SIGTERM,
      'run ended',
      'Service shutdown complete',
      'Process shutdown complete',
    ])
  })

  test('that gets a second signal aborts and exits with 1', async () => {
    const service = startService({ isHung: true })
    await service.until('ready')
    service.kill('SIGTERM')
    await service.until(GOT_SIGTERM)
    service.kill('SIGINT')
    expect(await service.ended).toBe('exit 1')
    expect(service.lines.slice(2)).toEqual([
      GOT_SIGTERM,
      'Process got SIGINT while shutting down - aborting',
      ABORTED,
    ])
  })

  test('that has nothing left but a run that hangs exits with 1 at the deadline', async () => {
    const service = startService({ isHung: true, options: { deadlineMs: 20 } })
    await service.until('ready')
    service.kill('SIGINT')
    expect(await service.ended).toBe('exit 1')
    expect(service.lines.slice(2)).toEqual([
      'Process got SIGINT - shutting down within 20 ms',
      'Process did not shut down within 20 ms - aborting',
      ABORTED,
    ])
  })

  test('in a storm of signals shuts down once', async () => {
    const service = startService({ options: { debounceMs: 60_000 } })
    await service.until('ready')
    for (let sent = 0; sent < 20; sent += 1) service.kill(sent % 2 === 0 ? 'SIGTERM' : 'SIGINT')
    await service.until('shutting down')
    service.endRun()
    expect(await service.ended).toBe('exit 0')
    expect(service.lines.filter((line) => line.includes('complete'))).toEqual([
      'Service shutdown complete',
      'Process shutdown complete',
    ])
  })

  test.each(['SIGTERM', 'SIGINT'] as const)(
    'ends by %s when it is raised again',
    async (signal) => {
      const service = startService({ options: { reraise: true } })
      await service.until('ready')
      service.kill(signal)
      await service.until(`got ${signal}`)
      service.endRun()
      expect(await service.ended).toBe(signal)
      expect(service.lines.at(-1)).toBe('Process shutdown complete')
    },
  )

  test('ends by the signal as ever once it was uninstalled', async () => {
    const service = startService({ uninstalls: true })
    await service.until('ready')
    service.kill('SIGTERM')
    expect(await service.ended).toBe('SIGTERM')
    expect(service.lines).toEqual(['run started', 'ready'])
  })
})

test.each([
  ['throws', 'uncaughtException'],
  ['rejects', 'unhandledRejection'],
] as const)('a real process that %s shuts down and exits with 1', async (fails, event) => {
  const service = startService({ fails, options: { errors: true } })
  await service.until(`Process got an ${event} - shutting down within 10000 ms Error: a bug`)
  service.endRun()
  expect(await service.ended).toBe('exit 1')
  expect(service.lines.slice(-3)).toEqual([
    'run ended',
    'Service shutdown complete',
    'Process shutdown complete',
  ])
})

test('a real process that has nothing left to do is not kept alive', async () => {
  const service = startService({ endsByItself: true })
  expect(await service.ended).toBe('exit 0')
  expect(service.lines).toEqual(['ready'])
})
