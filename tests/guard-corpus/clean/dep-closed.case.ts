// @case {"note":"what dependencies open is closed by their own methods"}
import { Cache } from 'corpus-cache'
import { openLog } from 'corpus-log'
import { startPolling, startPollingSoon } from 'corpus-poller'
import { createBroker, createPool } from 'corpus-pool'
import { onShutdown } from 'corpus-signals'
import { expect, test } from 'vitest'
import { scratchFile } from '../support/scratch.ts'

test('network', async () => {
  const broker = await createBroker()
  const pool = await createPool(broker.port)
  pool.end()
  await broker.close()
  expect(pool.sockets).toHaveLength(2)
})

test('the rest', async () => {
  startPolling(() => {}, 1000).stop()
  const poller = await startPollingSoon(() => {}, 1000)
  poller.stop()
  new Cache<number>().dispose()
  openLog(scratchFile()).close()
  onShutdown(() => {})()
  expect(1).toBe(1)
})
