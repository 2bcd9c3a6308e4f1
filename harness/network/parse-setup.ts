import { markWatching } from '../stack/script-owner.ts'
import { describe } from '../text/describe.ts'
import { isPlainObject } from '../text/verify.ts'
import { NetworkError } from './network-error.ts'
import type { NetworkSetup, RequestHandler, SocketHandler } from '../model/network.ts'

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

/** A setup, read. */
export interface ParsedSetup {
  readonly services: readonly Service[]
  /** Hosts that are left to the real network. */
  readonly passthrough: readonly string[]
  readonly level: 'fetch' | 'sockets'
}

/**
 * Reads who answers where.
 *
 * @throws {NetworkError} when a key is no host, or its value not what belongs there
 */
export function parseSetup(setup: NetworkSetup): ParsedSetup {
  if (!isPlainObject(setup)) {
    refuse(
      `Expected \`network\` to be an object with a handler for each host, got ${describe(setup)}. ` +
        "Write { 'api.test': (request) => new Response('ok') }.",
    )
  }
  const { passthrough = [], level = 'sockets', ...hosts } = setup
  if (!Array.isArray(passthrough) || passthrough.some((name) => typeof name !== 'string')) {
    refuse(
      `Expected \`network.passthrough\` to be an array of host names, got ${describe(passthrough)}`,
    )
  }
  if (level !== 'sockets' && level !== 'fetch')
    refuse(`Expected \`network.level\` to be 'sockets' or 'fetch', got ${describe(level)}`)
  const services = Object.entries(hosts).flatMap(([key, handler]) => {
    if (typeof handler !== 'function') {
      refuse(
        `Expected \`network['${key}']\` to be a function, got ${describe(handler)}. ` +
          'Write (request) => new Response(…), or (socket) => … for a host with a port.',
      )
    }
    return parseEntry(key, handler as Handler)
  })
  const raw = level === 'fetch' ? services.find(({ protocol }) => protocol === 'raw') : undefined
  if (raw !== undefined) {
    refuse(
      `With \`level: 'fetch'\` only requests are answered, and ${raw.host}:${raw.port} in \`network\` ` +
        "takes connections. Leave the level out, or name the host 'http://name:port'.",
    )
  }
  return { services, passthrough: passthrough as readonly string[], level }
}

/**
 * Reads hosts that are added to a network later.
 *
 * @throws {NetworkError} when a key is no host, or its value not what belongs there
 */
export function parseHosts(setup: NetworkSetup, level: ParsedSetup['level']): readonly Service[] {
  const fixed = ['passthrough', 'level'].find((key) => isPlainObject(setup) && key in setup)
  if (fixed !== undefined) {
    refuse(
      `Expected hosts only in \`network.answer()\`, got \`${fixed}\`, which holds from the start. ` +
        "In a test, say test.override('shutdownOptions', { network: { … } }).",
    )
  }
  return parseSetup(isPlainObject(setup) ? { ...setup, level } : setup).services
}

type Handler = RequestHandler | SocketHandler

function refuse(message: string): never {
  throw new NetworkError('NETWORK_SETUP', message)
}

function parseEntry(key: string, handler: Handler): Service[] {
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
    refuse(
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
