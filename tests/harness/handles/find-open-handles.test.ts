import { closeSync, openSync } from 'node:fs'
import { once } from 'node:events'
import { connect, createServer, type AddressInfo } from 'node:net'
import { afterEach, expect, test, vi } from 'vitest'
import {
  findOpenHandles,
  recordHandles,
  type HandleRecord,
} from '../../../harness/handles/record-handles.ts'

let record: HandleRecord | undefined

afterEach(() => record?.stop())

/** What is open, each with the line that opened it. */
function findOpen(): string[] {
  if (record === undefined) throw new Error('nothing is recorded')
  return findOpenHandles(record).map(
    ({ kind, frames: [nearest] }) => `${kind} ${nearest?.path === import.meta.filename}`,
  )
}

test('findOpenHandles finds what is open now, and nothing once it is closed', async () => {
  record = recordHandles()
  const timer = setTimeout(() => {}, 60_000)
  const server = createServer().listen(0, '127.0.0.1')
  const descriptor = openSync(import.meta.filename, 'r')
  await once(server, 'listening')
  expect(findOpen()).toEqual(['timeout true', 'file true', 'server true'])

  clearTimeout(timer)
  closeSync(descriptor)
  server.close()
  await once(server, 'close')
  // The event comes before the native handle is closed.
  await vi.waitFor(() => expect(findOpen()).toEqual([]))
})

test('findOpenHandles makes one of those alike, and says how many', () => {
  record = recordHandles()
  const timers = [1, 2, 3].map((second) => setInterval(() => {}, second * 1000))
  expect(findOpenHandles(record)).toMatchObject([
    {
      kind: 'interval',
      count: 3,
      description: 'interval of 1000 ms',
      remedy: 'clearInterval(timer)',
    },
  ])
  for (const timer of timers) clearInterval(timer)
})

test('findOpenHandles leaves out the connections of a server that is in the list', async () => {
  record = recordHandles()
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const client = connect((server.address() as AddressInfo).port, '127.0.0.1')
  await once(client, 'connect')
  expect(findOpen()).toEqual(['server true', 'socket true'])
  client.destroy()
  server.close()
  await once(server, 'close')
})

test('findOpenHandles says what does not keep the process alive', () => {
  record = recordHandles()
  const timer = setInterval(() => {}, 1000).unref()
  expect(findOpenHandles(record)).toMatchObject([{ isReferenced: false }])
  clearInterval(timer)
})

test('what was opened before the record began is not in it', () => {
  const timer = setInterval(() => {}, 1000)
  record = recordHandles()
  expect(findOpen()).toEqual([])
  clearInterval(timer)
})
