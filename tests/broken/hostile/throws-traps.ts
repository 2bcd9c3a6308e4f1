/** Throws objects that throw when they are looked at: getters, `toString`, a revoked proxy. */
import { IntervalManager, intervalSubject } from '../bases/interval-manager.ts'

function refuse(): never {
  throw new Error('do not look at me')
}

/** An Error by its prototype only: V8 would read the name of a real one while this is set up. */
const trap: object = Object.create(Error.prototype, {
  name: { get: refuse },
  message: { get: refuse },
  stack: { get: refuse },
  cause: { get: refuse },
  constructor: { get: refuse },
  toString: { value: refuse },
  toJSON: { value: refuse },
  [Symbol.toPrimitive]: { value: refuse },
  [Symbol.toStringTag]: { get: refuse },
})

function createRevoked(): object {
  const { proxy, revoke } = Proxy.revocable({}, {})
  revoke()
  return proxy
}

class ThrowsTraps extends IntervalManager {
  protected override async settle(): Promise<void> {
    await super.settle()
    throw trap
  }

  protected override warn(): void {
    throw createRevoked()
  }
}

export const subject = intervalSubject('throws-traps', ThrowsTraps)
