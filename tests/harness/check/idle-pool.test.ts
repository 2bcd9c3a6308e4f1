import '../../../fixtures/setup.ts'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { checkConformance } from '../../../harness/check/check-conformance.ts'
import type { Subject } from '../../../harness/model/subject.ts'
import { IntervalManager, intervalSubject } from '../../broken/bases/interval-manager.ts'

/** A poller that asks a server before each run, and hands the request its one long-lived signal. */
function createPoller(url: string): Subject {
  class Poller extends IntervalManager {
    protected override async call(): Promise<void> {
      const { signal } = this.aborting
      await (await fetch(url, { signal })).text()
      await this.probe.work(signal)
    }
  }
  return intervalSubject('fetching poller', Poller)
}

test('what fetch() keeps for its next request is not left by the manager', async ({
  onTestFinished,
}) => {
  const server = createServer((_, response) => response.end('{}')).listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(async () => {
    server.closeAllConnections()
    server.close()
    await once(server, 'close')
  })
  const { port } = server.address() as AddressInfo
  const only = ['LEAK-01', 'LEAK-02', 'LEAK-03', 'LEAK-06'] as const
  // The first request loads all that is behind fetch(), which takes real time.
  await (await fetch(`http://127.0.0.1:${port}/`)).text()
  const report = await checkConformance(createPoller(`http://127.0.0.1:${port}/`), { only })
  const judged = report.rules.filter(({ id }) => id !== 'KIT-00')
  expect(judged.map(({ id, status, message, reason }) => [id, status, message ?? reason])).toEqual(
    only.map((id) => [id, 'pass', undefined]),
  )
})
