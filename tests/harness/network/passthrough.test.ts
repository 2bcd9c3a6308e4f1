import http from 'node:http'
import https from 'node:https'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { createCertificate } from '../../../harness/network/certificate.ts'
import { real } from '../../../harness/platform/real-time.ts'
import { runVirtual } from '../../../harness/virtual-run/run-virtual.ts'

const network = { passthrough: ['127.0.0.1'], 'api.test': () => new Response('simulated') }

async function listen(server: http.Server | https.Server): Promise<number> {
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  return (server.address() as AddressInfo).port
}

test('a host that is passed through is real, and time waits for it', async () => {
  const server = http.createServer((_request, response) => {
    real.setTimeout(() => response.end('real'), 30)
  })
  const port = await listen(server)
  await runVirtual(
    async ({ clock, network }) => {
      let ticks = 0
      const timer = setInterval(() => {
        ticks += 1
      }, 1000)
      expect(await (await fetch(`http://127.0.0.1:${port}/`)).text()).toBe('real')
      // An answer that takes real time takes none of virtual time but what was due meanwhile.
      expect(ticks).toBeLessThan(5)
      clearInterval(timer)
      expect(await (await fetch('http://api.test/')).text()).toBe('simulated')
      expect(network.requests().map(({ host }) => host)).toEqual(['api.test'])
      expect(clock.nowMs).toBeLessThan(10_000)
    },
    { network },
  )
  server.closeAllConnections()
  server.close()
})

test('so is one over TLS', async () => {
  const certificate = createCertificate(['127.0.0.1'])
  const server = https.createServer(certificate, (_request, response) => response.end('secret'))
  const port = await listen(server)
  await runVirtual(
    async () => {
      const text = await new Promise((resolve, reject) => {
        https
          .get({ host: '127.0.0.1', port, ca: certificate.cert, agent: false }, (response) => {
            response.on('data', (chunk: Buffer) => resolve(String(chunk)))
          })
          .on('error', reject)
      })
      expect(text).toBe('secret')
    },
    { network },
  )
  server.closeAllConnections()
  server.close()
})

test('one that is down is refused by the real network', async () => {
  const server = http.createServer()
  const port = await listen(server)
  server.close()
  await runVirtual(
    async () => {
      const error: unknown = await fetch(`http://127.0.0.1:${port}/`).catch(
        (reason: Error) => reason.cause,
      )
      expect(error).toMatchObject({ code: 'ECONNREFUSED', port })
      await sleep(1000)
    },
    { network },
  )
})
