import { expect, onTestFinished, test, vi } from 'vitest'
import { MetricsExporter, type Counts } from './metrics-exporter.ts'

function setup() {
  vi.useFakeTimers()
  const send = vi.fn<(counts: Counts) => Promise<void>>(async () => {})
  const warn = vi.fn<(message: string) => void>()
  const exporter = new MetricsExporter({ everyMs: 1000, send, warn })
  onTestFinished(async () => {
    await exporter.close()
    vi.useRealTimers()
  })
  return { exporter, send, warn }
}

test('sends the counts of every interval', async () => {
  const { exporter, send } = setup()
  exporter.count('done')
  exporter.count('done', 2)
  await vi.advanceTimersByTimeAsync(1000)
  exporter.count('failed')
  await vi.advanceTimersByTimeAsync(1000)
  expect(send.mock.calls).toEqual([[{ done: 3 }], [{ failed: 1 }]])
})

test('sends nothing when nothing was counted', async () => {
  const { send } = setup()
  await vi.advanceTimersByTimeAsync(10_000)
  expect(send).not.toHaveBeenCalled()
})

test('sends again what could not be sent', async () => {
  const { exporter, send, warn } = setup()
  send.mockRejectedValueOnce(new Error('offline'))
  exporter.count('done')
  await vi.advanceTimersByTimeAsync(1000)
  exporter.count('done')
  await vi.advanceTimersByTimeAsync(1000)
  expect(send).toHaveBeenLastCalledWith({ done: 2 })
  expect(warn).toHaveBeenCalledOnce()
})

test('sends the rest when it closes', async () => {
  const { exporter, send } = setup()
  exporter.count('done')
  await exporter.close()
  expect(send).toHaveBeenCalledWith({ done: 1 })
})
