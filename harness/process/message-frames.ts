/** A message of JSON-RPC. */
export interface RpcMessage {
  id?: number | string
  method?: string
  result?: unknown
  error?: { message?: unknown }
}

/** What separates the header of a message from its body. */
const BLANK_LINE = '\r\n\r\n'

/** Writes a message as language servers read it: behind a header with its length in bytes. */
export function frameMessage(message: object): string {
  const body = JSON.stringify({ jsonrpc: '2.0', ...message })
  return `Content-Length: ${Buffer.byteLength(body)}${BLANK_LINE}${body}`
}

/** Reads such messages from a stream that comes in pieces, and whatever else a program prints there. */
export class FrameReader {
  #rest: Buffer = Buffer.alloc(0)

  /** Adds a piece; returns the messages that are complete by now. */
  read(chunk: string): RpcMessage[] {
    this.#rest = Buffer.concat([this.#rest, Buffer.from(chunk)])
    const found: RpcMessage[] = []
    for (;;) {
      const end = this.#rest.indexOf(BLANK_LINE)
      if (end === -1) return found
      const length = /Content-Length: *(\d+)/i.exec(this.#rest.toString('latin1', 0, end))?.[1]
      const start = end + BLANK_LINE.length
      const bodyEnd = start + Number(length ?? 0)
      if (this.#rest.length < bodyEnd) return found
      const message = parseMessage(this.#rest.toString('utf8', start, bodyEnd))
      if (message !== undefined) found.push(message)
      this.#rest = this.#rest.subarray(bodyEnd)
    }
  }
}

function parseMessage(body: string): RpcMessage | undefined {
  try {
    const message: unknown = JSON.parse(body)
    return typeof message === 'object' && message !== null ? message : undefined
  } catch {
    return undefined
  }
}
