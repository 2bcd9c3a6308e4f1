/**
 * @touches the native class behind `dgram` sockets, at `handle` of their symbol `state symbol`: `bind()`,
 * `connect()`, `send()`, `recvStart()`, `recvStop()`, `getsockname()`, `getpeername()`, `disconnect()`,
 * `close()`, and `onmessage()`
 * @test the class exists and has the methods that are called
 * @fallback the simulated network is refused
 */
import { AsyncResource } from 'node:async_hooks'
import dgram from 'node:dgram'
import { markWatching } from '../stack/script-owner.ts'
import { readHidden } from './hidden-symbols.ts'
import { createSurface, type Method, type Surface } from './patch.ts'
import { markSimulated, markSimulatedClass } from './simulated-resources.ts'
import type { SocketAddress } from './socket-address.ts'
import { systemErrors } from './system-errors.ts'

markWatching(import.meta.url)

/** One `dgram` socket, as the network sees it. */
export interface DatagramEnd {
  local: SocketAddress | undefined
  remote: { readonly address: string; readonly port: number } | undefined
  isReading: boolean
  deliver(chunk: Buffer, from: SocketAddress): void
  /** Closes the native handle, whoever has it. */
  close(): void
}

/** What carries datagrams. */
export interface DatagramCarrier {
  /** Whether sockets are to be in memory: while virtual time is installed. */
  readonly isActive: boolean
  /** @returns 0 or a system error */
  bind(end: DatagramEnd, wanted: SocketAddress, isShared: boolean): number
  send(end: DatagramEnd, chunk: Buffer, to: { address: string; port: number }): void
  close(end: DatagramEnd): void
}

interface UdpHandle {
  onmessage?: (bytes: number, handle: object, chunk: Buffer, from: object) => void
}

const METHODS = ['bind', 'bind6', 'send', 'send6', 'recvStart', 'recvStop', 'getsockname', 'close']

/** Several sockets may have one port. */
const SHARED_FLAGS = 4 | 8

/** The native class, or what of it is missing. */
export function findUdpClass(): { prototype: object } | { missing: string } {
  const socket = dgram.createSocket('udp4')
  const state = readHidden(socket, 'state symbol') as { handle?: object } | undefined
  const prototype: unknown = state?.handle && Object.getPrototypeOf(state.handle)
  socket.close()
  if (typeof prototype !== 'object' || prototype === null)
    return { missing: 'the native handle of a dgram.Socket' }
  const missing = METHODS.find((key) => typeof Reflect.get(prototype, key) !== 'function')
  return missing === undefined ? { prototype } : { missing: `UDP.prototype.${missing}()` }
}

/** Lists what stands in for the methods of the native class, which only Node's own JavaScript calls. */
export function createUdpSurfaces(prototype: object, carrier: DatagramCarrier): Surface[] {
  const ends = new WeakMap<object, DatagramEnd>()
  const close = Reflect.get(prototype, 'close') as Method
  markSimulatedClass(prototype, () => carrier.isActive)
  const endOf = (handle: UdpHandle): DatagramEnd => {
    const known = ends.get(handle)
    if (known !== undefined) return known
    const end = createEnd(handle, close)
    ends.set(handle, end)
    return end
  }
  /** @param isOpening whether the call makes a socket one of ours; others concern those that are */
  const replace = (
    key: string,
    isOpening: boolean,
    simulate: (end: DatagramEnd, args: unknown[]) => unknown,
  ): Surface[] => {
    const native: unknown = Reflect.get(prototype, key)
    if (typeof native !== 'function') return []
    return [
      createSurface(prototype, key, function (this: UdpHandle, ...args: unknown[]): unknown {
        const isOurs = ends.has(this) || (isOpening && carrier.isActive)
        if (!isOurs) return Reflect.apply(native as Method, this, args)
        return simulate(endOf(this), args)
      }),
    ]
  }
  const bind = (family: SocketAddress['family']) => (end: DatagramEnd, args: unknown[]) => {
    const [address, port, flags] = args as [string, number, number]
    return carrier.bind(end, { address, port, family }, (flags & SHARED_FLAGS) !== 0)
  }
  const connect = (end: DatagramEnd, args: unknown[]): number => {
    const [address, port] = args as [string, number]
    end.remote = { address, port }
    return 0
  }
  const send = (end: DatagramEnd, args: unknown[]): number => {
    const [request, list, , ...rest] = args as [object, readonly (Uint8Array | string)[], number]
    markSimulated(request)
    const [port, address] = rest as unknown[]
    const to = typeof address === 'string' ? { address, port: Number(port) } : end.remote
    if (to === undefined) return systemErrors.ENOTCONN
    const chunk = Buffer.concat(list.map((part) => Buffer.from(part as Uint8Array)))
    carrier.send(end, chunk, to)
    // Sent within the call, which Node tells from an error by the one on top.
    return chunk.length + 1
  }
  const read = (isReading: boolean) => (end: DatagramEnd) => {
    end.isReading = isReading
    return 0
  }
  return [
    ...replace('bind', true, bind('IPv4')),
    ...replace('bind6', true, bind('IPv6')),
    ...replace('connect', true, connect),
    ...replace('connect6', true, connect),
    ...replace('send', true, send),
    ...replace('send6', true, send),
    ...replace('recvStart', false, read(true)),
    ...replace('recvStop', false, read(false)),
    ...replace('disconnect', false, (end) => {
      end.remote = undefined
      return 0
    }),
    ...replace('getsockname', false, ({ local }, [out]) => fill(out, local)),
    ...replace('getpeername', false, ({ remote }, [out]) => fill(out, remote)),
    ...OPTIONS.flatMap((key) => replace(key, false, () => 0)),
    ...replace('bufferSize', false, () => 65_536),
    ...createCloseSurface(prototype, ends, carrier),
  ]
}

/** What a socket in memory takes, and has no use for. */
const OPTIONS = [
  'setBroadcast',
  'setTTL',
  'setMulticastTTL',
  'setMulticastLoopback',
  'setMulticastInterface',
  'addMembership',
  'dropMembership',
]

/** The native handle is there, without a descriptor, and has to be closed too. */
function createCloseSurface(
  prototype: object,
  ends: WeakMap<object, DatagramEnd>,
  carrier: DatagramCarrier,
): Surface[] {
  const native = Reflect.get(prototype, 'close') as Method
  return [
    createSurface(prototype, 'close', function (this: UdpHandle, ...args: unknown[]): unknown {
      const end = ends.get(this)
      if (end !== undefined) carrier.close(end)
      return Reflect.apply(native, this, args)
    }),
  ]
}

function createEnd(handle: UdpHandle, close: Method): DatagramEnd {
  const context = new AsyncResource('SimulatedServer', { requireManualDestroy: true })
  return {
    local: undefined,
    remote: undefined,
    isReading: false,
    deliver: (chunk, from) => {
      const { onmessage } = handle
      if (onmessage === undefined) return
      const rest = { ...from, size: chunk.length }
      context.runInAsyncScope(onmessage, handle, chunk.length, handle, chunk, rest)
    },
    close: () => {
      Reflect.apply(close, handle, [])
    },
  }
}

function fill(out: unknown, address: object | undefined): number {
  if (address === undefined) return systemErrors.EBADF
  Object.assign(out as object, address)
  return 0
}
