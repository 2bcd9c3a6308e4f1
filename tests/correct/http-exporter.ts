import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { SubjectContext, Subject } from '../../harness/model/subject.ts'

/** Samples on an interval and serves the last sample: it owns a port as well as a timer. */
class MetricsExporter implements AsyncDisposable, Disposable {
  readonly #server: Server
  readonly #timer: NodeJS.Timeout
  readonly #probe: SubjectContext
  readonly #abort = new AbortController()
  #sampling: Promise<void> | undefined
  #closed: Promise<void> | undefined

  static async listen(probe: SubjectContext, intervalMs: number): Promise<MetricsExporter> {
    const server = createServer((_request, response) => response.end('up 1\n'))
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    return new MetricsExporter(server, probe, intervalMs)
  }

  private constructor(server: Server, probe: SubjectContext, intervalMs: number) {
    this.#server = server
    this.#probe = probe
    this.#timer = setInterval(() => {
      if (this.#sampling) return
      let sampled = (): void => {}
      this.#sampling = new Promise((resolve) => {
        sampled = resolve
      })
      void this.#sample().finally(() => {
        this.#sampling = undefined
        sampled()
      })
    }, intervalMs)
  }

  async #sample(): Promise<void> {
    try {
      await this.#probe.work(this.#abort.signal)
    } catch (error) {
      if (this.#abort.signal.aborted) return
      try {
        this.#probe.logger.error('sampling failed', error)
      } catch {
        // Serve the old sample.
      }
    }
  }

  shutdown(): Promise<void> {
    if (this.#abort.signal.aborted) return Promise.resolve()
    this.#closed ??= this.#close()
    return this.#closed
  }

  async #close(): Promise<void> {
    clearInterval(this.#timer)
    await this.#sampling
    await new Promise<void>((resolve) => {
      this.#server.close(() => resolve())
      this.#server.closeIdleConnections()
    })
    this.#probe.logger.info('metrics exporter closed')
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.shutdown()
  }

  [Symbol.dispose](): void {
    if (this.#closed || this.#abort.signal.aborted) return
    clearInterval(this.#timer)
    this.#abort.abort()
    this.#server.close()
    this.#server.closeAllConnections()
    this.#probe.logger.warn('MetricsExporter dropped without shutdown(): its port was closed')
  }
}

export const subject: Subject<MetricsExporter> = {
  name: 'MetricsExporter',
  ownership: 'owned',
  intervalMs: 15_000,
  create: (probe) => MetricsExporter.listen(probe, 15_000),
}
