import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, openSync, watch, watchFile, unwatchFile } from 'node:fs'
import { open } from 'node:fs/promises'
import { createServer as createHttpServer } from 'node:http'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import { createSocket } from 'node:dgram'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { HandleCensus } from '../../../harness/handles/handle-census.ts'

const THIS_FILE = fileURLToPath(import.meta.url)
let census: HandleCensus

beforeEach(() => {
  census = new HandleCensus()
  census.start({ files: true })
})

afterEach(() => census.stop())

/** Lets what is being closed end, as long as it takes. */
async function untilClosed(): Promise<void> {
  while (census.findOpen().length > 0) {
    await new Promise((resolve) => {
      setImmediate(resolve)
    })
  }
}

/** Each opens something, and gives how to close it as a user would. */
const openers: { kind: string; open: () => Promise<() => unknown> | (() => unknown) }[] = [
  {
    kind: 'TCP server',
    open: async () => {
      const server = createServer().listen(0, '127.0.0.1')
      await once(server, 'listening')
      return () => server.close()
    },
  },
  {
    kind: 'TCP server',
    open: async () => {
      const server = createHttpServer().listen(0)
      await once(server, 'listening')
      return () => server.close()
    },
  },
  {
    kind: 'UDP socket',
    open: async () => {
      const socket = createSocket('udp4').bind(0, '127.0.0.1')
      await once(socket, 'listening')
      return () => socket.close()
    },
  },
  {
    kind: 'file watcher',
    open: () => {
      const watcher = watch(tmpdir(), () => {})
      return () => watcher.close()
    },
  },
  {
    kind: 'file watcher (polling)',
    open: () => {
      const listener = (): void => {}
      watchFile(THIS_FILE, listener)
      return () => unwatchFile(THIS_FILE, listener)
    },
  },
  {
    kind: 'file handle',
    open: async () => {
      const handle = await open(THIS_FILE)
      return () => handle.close()
    },
  },
  {
    kind: 'worker thread',
    open: async () => {
      const worker = new Worker('setInterval(() => {}, 1000)', { eval: true })
      await once(worker, 'online')
      return () => worker.terminate()
    },
  },
  {
    kind: 'child process',
    open: () => {
      const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], {
        stdio: 'ignore',
      })
      return () => child.kill('SIGKILL')
    },
  },
]

describe('a handle census', () => {
  test.for(openers)('sees a $kind that is open, and that it is closed', async ({ kind, open }) => {
    const close = await open()
    expect(census.findOpen().map((handle) => handle.name)).toContain(kind)
    expect(census.hasTouchedReality).toBe(true)
    await close()
    await untilClosed()
    expect(census.findOpen()).toEqual([])
  })

  test.for(openers)('closes a $kind by force', async ({ open }) => {
    await open()
    census.closeAll()
    await untilClosed()
    expect(census.findOpen()).toEqual([])
  })

  test('sees both ends of a connection', async () => {
    const server = createServer().listen(0, '127.0.0.1')
    await once(server, 'listening')
    const address = server.address()
    const client = connect(typeof address === 'object' ? (address?.port ?? 0) : 0, '127.0.0.1')
    await once(server, 'connection')
    expect(
      census
        .findOpen()
        .map(({ name }) => name)
        .toSorted(),
    ).toEqual(['TCP server', 'TCP socket', 'TCP socket'])
    client.destroy()
    census.closeAll()
    await untilClosed()
  })

  test('names the line that opened a handle', async () => {
    const watcher = watch(tmpdir(), () => {})
    expect(census.findOpen()[0]?.openedAt).toMatch(
      /tests\/harness\/handles\/handle-census\.test\.ts:\d+:\d+/,
    )
    watcher.close()
    await untilClosed()
  })

  test.runIf(process.platform === 'linux')(
    'sees a file descriptor that only the kernel knows',
    () => {
      const descriptor = openSync(THIS_FILE, 'r')
      expect(census.findOpen()).toEqual([{ kind: 'file', name: `file descriptor of ${THIS_FILE}` }])
      closeSync(descriptor)
      expect(census.findOpen()).toEqual([])
    },
  )

  test('takes timers, promises and ticks of the virtual clock for nothing real', async () => {
    await Promise.resolve()
    await new Promise((resolve) => {
      process.nextTick(resolve)
    })
    expect([census.hasTouchedReality, census.findOpen()]).toEqual([false, []])
  })
})
