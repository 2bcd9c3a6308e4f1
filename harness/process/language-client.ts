import { FrameReader, frameMessage, type RpcMessage } from './message-frames.ts'
import { ProbeError } from './probe-options.ts'
import type { ProbedProcess } from './probed-process.ts'

/** A client without any features. The id of a process would have the server watch that, beside its stdin. */
const INITIALIZE = { processId: null, rootUri: null, capabilities: {} }

/** JSON-RPC's code for a method that is not there. */
const METHOD_NOT_FOUND = -32_601

/** How long the server may be quiet, or talk, before what it does once it is initialized is done. */
const QUIET_MS = 150
const TALKING_MS = 1000

/** How long after `exit` its standard input stays open. */
const EXIT_MS = 500

/** Talks to a language server over its standard streams, as an editor does. */
export class LanguageClient {
  readonly #child: ProbedProcess
  readonly #answers = new Map<RpcMessage['id'], RpcMessage>()
  #count = 0
  #shutdown: number | undefined

  constructor(child: ProbedProcess) {
    this.#child = child
    const reader = new FrameReader()
    child.onOutput((chunk) => {
      for (const message of reader.read(chunk)) this.#receive(message)
    })
  }

  /**
   * What is wrong with how the server answered `shutdown`; undefined where nothing is, or it was not asked.
   */
  get fault(): string | undefined {
    if (this.#shutdown === undefined) return undefined
    const answer = this.#answers.get(this.#shutdown)
    if (answer === undefined) return 'it did not answer the request `shutdown`'
    return answer.error === undefined
      ? undefined
      : `it answered the request \`shutdown\` with an error, “${String(answer.error.message)}”`
  }

  /**
   * Initializes the server, and waits until it has come to rest.
   *
   * @throws {ProbeError} when it does not answer in time
   */
  async initialize({ module, readyMs }: { module: string; readyMs: number }): Promise<void> {
    const child = this.#child
    const id = this.#request('initialize', INITIALIZE)
    const isOver = (): boolean => child.exit !== undefined
    await child.waitUntil(() => this.#answers.has(id) || isOver(), readyMs)
    if (!this.#answers.has(id)) {
      const { exit } = child
      const request = 'the request `initialize` that `--end-by lsp` sends on stdin'
      const what =
        exit === undefined
          ? `did not answer ${request} within ${readyMs} ms`
          : `ended (${exit.signal ?? `exit code ${exit.code}`}) before it answered ${request}`
      throw new ProbeError(
        `\`${module}\` ${what}. If it takes an argument to talk over stdin, pass that: \`-- --stdio\`.`,
      )
    }
    this.#notify('initialized', {})
    const startMs = performance.now()
    const isQuiet = (): boolean => performance.now() - child.lastSignOfLifeMs >= QUIET_MS
    await child.waitUntil(
      () => isOver() || (performance.now() - startMs >= QUIET_MS && isQuiet()),
      TALKING_MS,
    )
  }

  /** Asks the server to shut down; sends `exit`, and ends its standard input, once it has answered. */
  end(): void {
    this.#child.addEvent('LSP shutdown sent')
    const id = this.#request('shutdown')
    this.#shutdown = id
  }

  #receive(message: RpcMessage): void {
    const { id, method } = message
    if (method !== undefined) {
      if (id === undefined) return
      const error = { code: METHOD_NOT_FOUND, message: `The probe does not know ${method}` }
      this.#child.write(frameMessage({ id, error }))
      return
    }
    this.#answers.set(id, message)
    if (id !== this.#shutdown) return
    this.#child.addEvent('LSP shutdown answered')
    this.#notify('exit')
    // A server that reads both at once may end by the latter, and do nothing of what it does on `exit`.
    setTimeout(() => {
      if (this.#child.exit === undefined) this.#child.endInput()
    }, EXIT_MS).unref()
  }

  #request(method: string, params?: object): number {
    this.#count += 1
    this.#child.write(frameMessage({ id: this.#count, method, ...(params && { params }) }))
    return this.#count
  }

  #notify(method: string, params?: object): void {
    this.#child.write(frameMessage({ method, ...(params && { params }) }))
  }
}
