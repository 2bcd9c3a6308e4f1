// @case {"note":"a small service with everything in it: signals, heartbeat, server, file log; closed by its own stop()"}
import { createWriteStream, type WriteStream } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { afterEach, describe, expect, test } from 'vitest'
import { portOf } from '../support/port-of.ts'
import { scratchFile } from '../support/scratch.ts'

class Service {
  readonly #server: Server = createServer((_request, response) => {
    this.#log.write('request\n')
    response.end('ok')
  })
  readonly #log: WriteStream = createWriteStream(scratchFile(), { flags: 'a' })
  readonly #onSignal = (): void => void this.stop()
  #heart: NodeJS.Timeout | undefined

  async start(): Promise<number> {
    process.on('SIGTERM', this.#onSignal)
    this.#heart = setInterval(() => this.#log.write('beat\n'), 10)
    this.#server.listen(0, '127.0.0.1')
    return portOf(this.#server)
  }

  async stop(): Promise<void> {
    process.off('SIGTERM', this.#onSignal)
    clearInterval(this.#heart)
    await new Promise((resolve) => this.#server.close(resolve))
    await new Promise<void>((resolve) => this.#log.end(resolve))
  }
}

describe('Service', () => {
  let service: Service
  afterEach(() => service.stop())

  test.each([1, 2, 3])('answers, take %i', async () => {
    service = new Service()
    const port = await service.start()
    const response = await fetch(`http://127.0.0.1:${port}/`)
    expect(await response.text()).toBe('ok')
  })
})
