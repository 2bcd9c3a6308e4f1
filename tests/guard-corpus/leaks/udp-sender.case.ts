// @case {"leaks":[{"test":"sends a metric","kind":"udp"}],"note":"a UDP client that binds itself by sending, as statsd clients do"}
import dgram from 'node:dgram'
import { expect, test } from 'vitest'

class Metrics {
  #socket = dgram.createSocket('udp4') // <- leak

  send(line: string): Promise<unknown> {
    return new Promise((resolve) => this.#socket.send(line, 9, '127.0.0.1', resolve)) // <- leak
  }

  close(): void {
    this.#socket.close()
  }
}

test('sends a metric', async () => {
  await new Metrics().send('a:1|c')
  expect(1).toBe(1)
})

test('sends a metric and closes', async () => {
  const metrics = new Metrics()
  await metrics.send('a:1|c')
  metrics.close()
  expect(1).toBe(1)
})
