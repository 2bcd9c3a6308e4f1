import { markWatching } from '../stack/script-owner.ts'
import { describe } from '../text/describe.ts'
import { isPlainObject } from '../text/verify.ts'
import { NetworkError } from './network-error.ts'
import type { NetworkSetup, RequestHandler, SocketHandler } from './network.ts'

markWatching(import.meta.url)

/** One entry of a setup: who answers where. */
export type Service =
  | {
      readonly host: string
      readonly port: number
      readonly protocol: 'http' | 'https'
      readonly handler: RequestHandler
    }
  | {
      readonly host: string
      /** The path of a unix socket, or a port. */
      readonly port: number | string
      readonly protocol: 'raw'
      readonly handler: SocketHandler
    }

const WITH_SCHEME = /^(https?):\/\/([^/:]+|\[[^\]]+\])(?::(\d+))?\/?$/
const WITH_PORT = /^([^/:]+|\[[^\]]+\]):(\d+)$/
const NAME = /^[\w.-]+$/

/**
 * Reads who answers where.
 *
 * @throws {NetworkError} when a key is no host, or its value no function
 */
export function parseSetup(setup: NetworkSetup): Service[] {
  if (!isPlainObject(setup)) {
    throw new NetworkError(
      'NETWORK_SETUP',
      `Expected \`network\` to be an object with a handler for each host, got ${describe(setup)}. ` +
        "Write { 'api.test': (request) => new Response('ok') }.",
    )
  }
  return Object.entries(setup).flatMap(([key, handler]) => {
    if (typeof handler !== 'function') {
      throw new NetworkError(
        'NETWORK_SETUP',
        `Expected \`network['${key}']\` to be a function, got ${describe(handler)}. ` +
          'Write (request) => new Response(…), or (socket) => … for a host with a port.',
      )
    }
    return parseEntry(key, handler)
  })
}

function parseEntry(key: string, handler: NetworkSetup[string]): Service[] {
  if (key.startsWith('unix:') && key.length > 'unix:'.length) {
    const port = key.slice('unix:'.length)
    return [{ host: key, port, protocol: 'raw', handler: handler as SocketHandler }]
  }
  const url = WITH_SCHEME.exec(key)
  if (url !== null) {
    const protocol = url[1] === 'https' ? 'https' : 'http'
    const port = Number(url[3] ?? (protocol === 'https' ? 443 : 80))
    if (port <= 65_535) {
      const host = normalize(url[2])
      return [{ host, port, protocol, handler: handler as RequestHandler }]
    }
  }
  const raw = WITH_PORT.exec(key)
  if (raw !== null && Number(raw[2]) <= 65_535) {
    const port = Number(raw[2])
    return [{ host: normalize(raw[1]), port, protocol: 'raw', handler: handler as SocketHandler }]
  }
  if (!NAME.test(key)) {
    throw new NetworkError(
      'NETWORK_SETUP',
      `Expected ${JSON.stringify(key)} in \`network\` to name a host. ` +
        "Write 'api.test' for http and https, 'redis.test:6379' for raw connections, " +
        "'http://api.test:8080' for http on another port, or 'unix:/run/app.sock'.",
    )
  }
  const host = normalize(key)
  return [
    { host, port: 80, protocol: 'http', handler: handler as RequestHandler },
    { host, port: 443, protocol: 'https', handler: handler as RequestHandler },
  ]
}

function normalize(host: string | undefined): string {
  return (host ?? '').toLowerCase().replaceAll(/^\[|\]$/g, '')
}
