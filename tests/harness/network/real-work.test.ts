import { execFile } from 'node:child_process'
import { scrypt } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { Worker } from 'node:worker_threads'
import { gzip } from 'node:zlib'
import { expect, test } from 'vitest'
import { runVirtual } from '../../../harness/virtual-run/run-virtual.ts'

/** A module that does nothing. */
const EMPTY_WASM = Buffer.from([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0])

/** What only real time moves. */
const kinds: Readonly<Record<string, () => Promise<unknown>>> = {
  'the thread pool': () => promisify(scrypt)('password', 'salt', 64),
  'crypto.subtle': () => crypto.subtle.digest('SHA-256', Buffer.alloc(5_000_000)),
  files: () => readFile(new URL(import.meta.url)),
  zlib: () => promisify(gzip)(Buffer.alloc(3_000_000)),
  'a child process': () => promisify(execFile)(process.execPath, ['--version']),
  'a worker thread': () =>
    new Promise((resolve) => {
      const worker = new Worker('require("node:worker_threads").parentPort.postMessage(1)', {
        eval: true,
      })
      worker.on('message', resolve)
    }),
  WebAssembly: () => {
    const { WebAssembly: wasm } = globalThis as unknown as {
      WebAssembly: { compile(bytes: Buffer): Promise<unknown> }
    }
    return wasm.compile(EMPTY_WASM)
  },
}

test.for(Object.keys(kinds))('time stands still while this is in flight: %s', async (name) => {
  const slow = async (): Promise<Response> => {
    await sleep(60_000)
    return new Response('late')
  }
  await runVirtual(
    async ({ clock }) => {
      const answer = fetch('http://slow.test/')
      await sleep(10)
      await kinds[name]?.()
      expect(clock.nowMs).toBe(10)
      expect(await (await answer).text()).toBe('late')
      expect(clock.nowMs).toBe(60_004)
    },
    { network: { 'slow.test': slow } },
  )
})
