import net from 'node:net'
import tls from 'node:tls'
import { afterEach, expect, test, vi } from 'vitest'
import { createNetwork } from '../../../harness/network/create-network.ts'
import {
  findNetworkInternals,
  forgetNetworkInternals,
} from '../../../harness/platform/network-internals.ts'
import { refuse } from './refuse.ts'

afterEach(() => {
  vi.restoreAllMocks()
  forgetNetworkInternals()
})

const refusal = (missing: string): string =>
  `NetworkError: The network cannot be simulated: this runtime lacks ${missing}. ` +
  "Use network: { level: 'fetch' }, which answers fetch() only, or network: 'real'."

/** Takes the symbol of a description away from whoever looks for it. */
function hideSymbol(description: string): void {
  const { getOwnPropertySymbols } = Object
  vi.spyOn(Object, 'getOwnPropertySymbols').mockImplementation((object: unknown) =>
    getOwnPropertySymbols(object).filter((symbol) => symbol.description !== description),
  )
}

/** Takes a method away until the end of the test. */
function hideMethod(target: object, key: string, instead?: () => void): Disposable {
  const descriptor = Object.getOwnPropertyDescriptor(target, key)
  Reflect.deleteProperty(target, key)
  if (instead !== undefined) Reflect.set(target, key, instead)
  return {
    [Symbol.dispose]: () => {
      if (descriptor !== undefined) Object.defineProperty(target, key, descriptor)
    },
  }
}

test.for([
  ['kReinitializeHandle', 'net.Socket.prototype[kReinitializeHandle]()'],
  ['timeout', 'the time-out of a net.Socket, socket[kTimeout]'],
  ['owner_symbol', 'the owner of a native handle, handle[owner_symbol]'],
] as const)('without the symbol %s the network is refused', ([description, missing]) => {
  forgetNetworkInternals()
  hideSymbol(description)
  expect(refuse(() => createNetwork())).toBe(refusal(missing))
})

test.for([
  ['net.Server.prototype._listen2()', net.Server.prototype, '_listen2'],
  ['tls.TLSSocket.prototype._wrapHandle()', tls.TLSSocket.prototype, '_wrapHandle'],
] as const)('without %s the network is refused', ([missing, target, key]) => {
  forgetNetworkInternals()
  using _hidden = hideMethod(target, key)
  expect(refuse(() => createNetwork())).toBe(refusal(missing))
})

test('without a class under a TLS socket the network is refused', () => {
  forgetNetworkInternals()
  using _hidden = hideMethod(tls.TLSSocket.prototype, '_wrapHandle', () => {
    throw new Error('changed')
  })
  expect(refuse(() => createNetwork())).toBe(refusal('JSStream, the class under a TLS socket'))
})

test.for(['readBuffer', 'emitEOF', 'finishWrite', 'finishShutdown'])(
  'without JSStream.prototype.%s() the network is refused',
  (key) => {
    const internals = findNetworkInternals()
    if ('missing' in internals) throw new Error(internals.missing)
    const prototype = internals.JsStream.prototype as object
    forgetNetworkInternals()
    using _hidden = hideMethod(prototype, key)
    expect(refuse(() => createNetwork())).toBe(refusal(`JSStream.prototype.${key}()`))
  },
)

test.for(['bind', 'send', 'recvStart'])(
  'without UDP.prototype.%s() the network is refused',
  (key) => {
    const internals = findNetworkInternals()
    if ('missing' in internals) throw new Error(internals.missing)
    forgetNetworkInternals()
    using _hidden = hideMethod(internals.udp, key)
    expect(refuse(() => createNetwork())).toBe(refusal(`UDP.prototype.${key}()`))
  },
)

test('a network that was refused leaves nothing behind', () => {
  forgetNetworkInternals()
  const { connect } = net.Socket.prototype
  hideSymbol('timeout')
  expect(refuse(() => createNetwork())).toContain('NetworkError')
  vi.restoreAllMocks()
  forgetNetworkInternals()
  expect(net.Socket.prototype.connect).toBe(connect)
  void createNetwork().close()
})
