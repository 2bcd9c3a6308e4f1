import type { IncomingMessage } from 'node:http'

const LIMIT_BYTES = 16 * 1024

/** An answer that is no success, with what the client is told. */
export class RequestError extends Error {
  readonly status: number

  constructor(status: number, message: string) {
    super(message)
    this.status = status
  }
}

/** The body of a request, parsed. */
export async function readJson(request: IncomingMessage): Promise<unknown> {
  let text = ''
  request.setEncoding('utf8')
  for await (const chunk of request) {
    text += String(chunk)
    if (text.length > LIMIT_BYTES) throw new RequestError(413, 'the body is too large')
  }
  try {
    return JSON.parse(text)
  } catch {
    throw new RequestError(400, 'the body is no JSON')
  }
}
