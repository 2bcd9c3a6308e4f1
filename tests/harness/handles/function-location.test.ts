import { Session } from 'node:inspector'
import process from 'node:process'
import { runInNewContext, runInThisContext } from 'node:vm'
import { afterEach, expect, test, vi } from 'vitest'
import { findFunctionLocation } from '../../../harness/handles/function-location.ts'
import { lineOf } from './line-of.ts'

type AnyFunction = (...args: never[]) => unknown

/** Gone from what is run: the lines below are others there than they are here. */
interface Holder {
  method(): void
}

const FILE = import.meta.filename
const KEYS = Reflect.ownKeys(process)

const holder: Holder = {
  method(): void {}, // <- method
}

const written: Record<string, AnyFunction> = {
  function: function tick(): void {}, // <- function
  method: holder.method,
  arrow: (): void => {}, // <- arrow
  async: async (): Promise<void> => {}, // <- async
  generator: function* (): Generator<number> {}, // <- generator
}

afterEach(() => {
  vi.restoreAllMocks()
})

test.for(Object.entries(written))(
  'a function is found at its line of the source when it is written as %s',
  ([name, fn]) => {
    expect(findFunctionLocation(fn)).toEqual({
      path: FILE,
      line: lineOf(FILE, name),
      column: expect.any(Number),
    })
  },
)

test('a function is found when it was made in another context', () => {
  const fn = runInNewContext('\n  (() => {})', {}, { filename: '/app/src/tick.js' })
  expect(findFunctionLocation(fn)).toEqual({ path: '/app/src/tick.js', line: 2, column: 4 })
})

test('a function has its package when it is under node_modules', () => {
  const filename = '/app/node_modules/@acme/queue/index.js'
  const fn = runInThisContext('(() => {})', { filename })
  expect(findFunctionLocation(fn)).toEqual({
    path: filename,
    line: 1,
    column: 2,
    package: '@acme/queue',
  })
})

test('a function is found at its target when it is bound or a proxy', () => {
  const target = (): void => {} // <- target
  const line = lineOf(FILE, 'target')
  expect(findFunctionLocation(target.bind(undefined))?.line).toBe(line)
  expect(findFunctionLocation(target.bind(1).bind(2))?.line).toBe(line)
  expect(findFunctionLocation(new Proxy(target, {}))?.line).toBe(line)
  expect(findFunctionLocation(new Proxy(target.bind(undefined), {}))?.line).toBe(line)
})

test('a function is nowhere when it is native', () => {
  const { promise, revoke, proxy } = makeNative()
  expect(findFunctionLocation(promise)).toBe(undefined)
  expect(findFunctionLocation(Math.max)).toBe(undefined)
  expect(findFunctionLocation(Math.max.bind(undefined))).toBe(undefined)
  revoke()
  expect(findFunctionLocation(proxy)).toBe(undefined)
})

function makeNative(): { promise: AnyFunction; proxy: AnyFunction; revoke: () => void } {
  let promise: AnyFunction = () => {}
  void new Promise((resolve) => (promise = resolve))
  return { promise, ...Proxy.revocable<AnyFunction>(() => {}, {}) }
}

test('a function is nowhere when it is of Node, of the runner or of this package', () => {
  expect(findFunctionLocation(process.emitWarning)).toBe(undefined)
  expect(findFunctionLocation(vi.fn())).toBe(undefined)
  expect(findFunctionLocation(findFunctionLocation)).toBe(undefined)
})

test('a function is nowhere when its code was a string', () => {
  const { constructor: Maker } = findFunctionLocation
  expect(findFunctionLocation((Maker as FunctionConstructor)('') as AnyFunction)).toBe(undefined)
  expect(findFunctionLocation(runInThisContext('() => {}'))).toBe(undefined)
})

test('nothing is left on the process and no session open when a function was located', () => {
  const connected = vi.spyOn(Session.prototype, 'connect')
  const disconnected = vi.spyOn(Session.prototype, 'disconnect')
  expect(findFunctionLocation(() => {})).toBeDefined()
  expect(Reflect.ownKeys(process)).toEqual(KEYS)
  expect(connected).toHaveBeenCalledTimes(1)
  expect(disconnected).toHaveBeenCalledTimes(1)
})

test('nothing is left on the process and no session open when the inspector fails', () => {
  const disconnected = vi.spyOn(Session.prototype, 'disconnect')
  vi.spyOn(Session.prototype, 'post').mockImplementation(() => {
    throw new Error('Inspector error -32000: no')
  })
  expect(findFunctionLocation(() => {})).toBe(undefined)
  expect(Reflect.ownKeys(process)).toEqual(KEYS)
  expect(disconnected).toHaveBeenCalledTimes(1)
})

test('a function is nowhere when the inspector does not answer at once', () => {
  vi.spyOn(Session.prototype, 'post').mockImplementation(() => {})
  expect(findFunctionLocation(() => {})).toBe(undefined)
})

test('a function is nowhere when Node was built without an inspector', () => {
  vi.spyOn(process, 'getBuiltinModule').mockReturnValue(undefined)
  expect(findFunctionLocation(() => {})).toBe(undefined)
})

test('the engine is asked once when the same function is located twice', () => {
  const connected = vi.spyOn(Session.prototype, 'connect')
  const fn = (): void => {}
  expect(findFunctionLocation(fn)).toBe(findFunctionLocation(fn))
  expect(connected).toHaveBeenCalledTimes(1)
})

test('the engine is not asked when a function is plainly native', () => {
  const connected = vi.spyOn(Session.prototype, 'connect')
  expect(findFunctionLocation(makeNative().promise)).toBe(undefined)
  expect(connected).not.toHaveBeenCalled()
})

test('a function is nowhere, and nothing is thrown, when its name cannot be read', () => {
  const fn = Math.max.bind(undefined)
  Object.defineProperty(fn, 'name', {
    get() {
      throw new Error('no name')
    },
  })
  expect(findFunctionLocation(fn)).toBe(undefined)
})
