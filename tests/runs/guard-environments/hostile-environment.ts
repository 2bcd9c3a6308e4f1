import type { Environment } from 'vitest/runtime'

/** What a browser-like environment may do to globals: getters, frozen objects, proxies that refuse. */
export default {
  name: 'hostile',
  viteEnvironment: 'ssr',
  setup(global: Record<string, unknown>) {
    const { fetch, WebSocket, console, performance } = globalThis as Record<string, unknown>
    Object.defineProperty(global, 'fetch', { get: () => fetch, configurable: true })
    Object.defineProperty(global, 'WebSocket', {
      get() {
        if (WebSocket === undefined) throw new Error('there are no sockets here')
        return WebSocket
      },
    })
    const refuse = (): never => {
      throw new TypeError('this object cannot be changed')
    }
    const locked = (object: object): object =>
      new Proxy(object, { defineProperty: refuse, deleteProperty: refuse, set: refuse })
    Object.defineProperty(global, 'performance', {
      value: locked(performance as object),
      configurable: true,
    })
    Object.freeze(console)
    return { teardown() {} }
  },
} satisfies Environment
