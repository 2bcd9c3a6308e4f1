import { once } from 'node:events'
import http2 from 'node:http2'
import { text } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { createCertificate } from '../../../harness/network/certificate.ts'
import { runVirtual } from '../../../harness/virtual-run/run-virtual.ts'

const certificate = createCertificate(['localhost'])

test.for(['http', 'https'] as const)('HTTP/2 over %s is in memory, in turns', async (scheme) => {
  await runVirtual(
    async ({ clock, network }) => {
      const server =
        scheme === 'https' ? http2.createSecureServer(certificate) : http2.createServer()
      server.on('stream', (stream, headers) => {
        stream.respond({ ':status': 200 })
        setTimeout(() => stream.end(`answer to ${headers[':path']}`), 5000)
      })
      server.listen(9000)
      await once(server, 'listening')
      const session = http2.connect(`${scheme}://localhost:9000`, { ca: certificate.cert })
      const answers = ['/1', '/2'].map((path) => text(session.request({ ':path': path })))
      expect(await Promise.all(answers)).toEqual(['answer to /1', 'answer to /2'])
      expect(Math.round(clock.nowMs / 1000)).toBe(5)
      session.close()
      await once(session, 'close')
      server.close()
      await once(server, 'close')
      await sleep(10)
      expect(network.connections()).toEqual([])
    },
    { network: {} },
  )
})

test('sessions and streams of HTTP/2 time out in virtual time', async () => {
  await runVirtual(
    async ({ clock }) => {
      const server = http2.createServer()
      server.on('stream', () => {})
      server.on('sessionError', () => {})
      server.listen(9000)
      await once(server, 'listening')
      const session = http2.connect('http://localhost:9000')
      session.on('error', () => {})
      const request = session.request()
      request.on('error', () => {})
      request.setTimeout(60_000)
      await once(request, 'timeout')
      expect(Math.round(clock.nowMs / 1000)).toBe(60)
      session.setTimeout(120_000)
      await once(session, 'timeout')
      expect(Math.round(clock.nowMs / 1000)).toBe(180)
      session.destroy()
      server.close()
    },
    { network: {} },
  )
})
