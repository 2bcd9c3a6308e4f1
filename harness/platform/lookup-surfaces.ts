/**
 * @touches the methods of the native channel of `dns.Resolver` (`queryA()`, …), whose answers go to
 * `oncomplete()` of a request
 * @test the channel and each method are checked for before they are replaced
 * @fallback `dns.resolve()` and similar functions ask the real name servers
 */
import { AsyncResource } from 'node:async_hooks'
import dns from 'node:dns'
import { promisify } from 'node:util'
import { markWatching } from '../stack/script-owner.ts'
import { createSurface, type Method, standFor, type Surface } from './patch.ts'
import { markSimulated } from './simulated-resources.ts'

markWatching(import.meta.url)

/** An address that a name has. */
export interface FoundAddress {
  readonly address: string
  readonly family: 4 | 6
}

/** What answers look-ups. */
export interface NameServer {
  readonly isActive: boolean
  /** Whether a name is left to the real network. */
  isReal(name: string): boolean
  /** @returns the addresses, or why there are none */
  lookup(name: string, family: number): readonly FoundAddress[] | Error
  /** @returns the records, or the code of the error */
  resolve(name: string, type: string): readonly unknown[] | string
  /** Has an answer given, in a turn of its own. */
  answer(callback: () => void): void
}

interface LookupOptions {
  family?: number | string
  all?: boolean
}

/** Lists what stands in for the look-ups of `node:dns`. */
export function createLookupSurfaces(server: NameServer): Surface[] {
  const { lookup } = dns
  const standIn = standFor(
    function (this: unknown, ...args: unknown[]): unknown {
      const [name, second] = args
      const callback = args.at(-1)
      if (!server.isActive || typeof callback !== 'function' || server.isReal(readName(name)))
        return Reflect.apply(lookup as Method, this, args)
      const options = readOptions(second)
      const context = new AsyncResource('SimulatedLookup', { requireManualDestroy: true })
      server.answer(() => {
        const found = server.lookup(readName(name), options.family)
        context.runInAsyncScope(tellFound, undefined, callback, found, options.all)
      })
      return {}
    },
    lookup as unknown as Method,
  )
  Object.defineProperty(standIn, promisify.custom, {
    value: (...args: unknown[]) => Reflect.apply(dns.promises.lookup as Method, dns.promises, args),
  })
  return [
    createSurface(dns, 'lookup', standIn),
    createSurface(dns.promises, 'lookup', createPromiseLookup(server)),
    ...createChannelSurfaces(server),
  ]
}

function tellFound(
  callback: Function,
  found: readonly FoundAddress[] | Error,
  isAll: boolean,
): void {
  const tell = callback as (error: Error | null, ...found: unknown[]) => void
  if (found instanceof Error) tell(found)
  else if (isAll) tell(null, found)
  else tell(null, found[0]?.address, found[0]?.family)
}

function createPromiseLookup(server: NameServer): Method {
  const { lookup } = dns.promises
  return standFor(
    function (this: unknown, ...args: unknown[]): unknown {
      const [name, given] = args
      if (!server.isActive || server.isReal(readName(name)))
        return Reflect.apply(lookup as Method, this, args)
      const { family, all } = readOptions(given)
      return new Promise((resolve, reject) => {
        server.answer(() => {
          const found = server.lookup(readName(name), family)
          if (found instanceof Error) reject(found)
          else resolve(all ? found : found[0])
        })
      })
    },
    lookup as unknown as Method,
  )
}

function readName(name: unknown): string {
  return typeof name === 'string' ? name : ''
}

function readOptions(given: unknown): { family: number; all: boolean } {
  const options = (
    typeof given === 'object' && given !== null ? given : { family: given }
  ) as LookupOptions
  const { family } = options
  const number = family === 'IPv4' ? 4 : family === 'IPv6' ? 6 : family
  return { family: number === 4 || number === 6 ? number : 0, all: options.all === true }
}

interface QueryRequest {
  oncomplete?: (error: string | null, ...found: unknown[]) => void
}

/** The native methods behind `dns.resolve()`, which only Node's own JavaScript calls. */
function createChannelSurfaces(server: NameServer): Surface[] {
  const { _handle: handle } = new dns.Resolver() as unknown as { _handle?: object }
  if (!handle) return []
  const channel = Object.getPrototypeOf(handle) as object
  return Object.getOwnPropertyNames(channel)
    .filter((name) => /^query[A-Z]/.test(name) && typeof Reflect.get(channel, name) === 'function')
    .map((key) => {
      const native = Reflect.get(channel, key) as Method
      const type = key.slice('query'.length).toUpperCase()
      return createSurface(channel, key, function (this: unknown, ...args: unknown[]): unknown {
        const [request, name] = args as [QueryRequest, string]
        if (!server.isActive || server.isReal(name)) return Reflect.apply(native, this, args)
        markSimulated(request)
        const context = new AsyncResource('SimulatedLookup', { requireManualDestroy: true })
        server.answer(() => {
          const found = server.resolve(name, type)
          const { oncomplete } = request
          if (oncomplete === undefined) return
          if (typeof found === 'string') context.runInAsyncScope(oncomplete, request, found)
          else
            context.runInAsyncScope(
              oncomplete,
              request,
              null,
              found,
              found.map(() => 60),
            )
        })
        return 0
      })
    })
}

/** As `node:dns` makes it. */
export function createLookupError(code: string, name: string, remedy = ''): Error {
  const errno = code === 'ENOTFOUND' ? -3008 : -3001
  return Object.assign(new Error(`getaddrinfo ${code} ${name}${remedy}`), {
    errno,
    code,
    syscall: 'getaddrinfo',
    hostname: name,
  })
}
