import { once, EventEmitter } from 'node:events'
import { setImmediate } from 'node:timers/promises'
import { runInThisContext } from 'node:vm'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { HandleScope } from '../../../harness/handles/handle-scope.ts'
import type { ScopedHandle } from '../../../harness/handles/find-scoped-handles.ts'
import { PromiseWatch } from '../../../harness/handles/promise-watch.ts'

const scope = new HandleScope('watched')
const other = new HandleScope('not watched')
let current: HandleScope = scope
let watch: PromiseWatch
/** What the tests keep, and let go of at their end. */
let held: unknown[] = []

beforeEach(() => {
  current = scope
  watch = new PromiseWatch(() => current)
  watch.watch(scope)
})

afterEach(() => {
  watch.forget(scope)
  watch.forget(other)
  held = []
})

const find = (): Promise<ScopedHandle[]> => watch.findPending([scope], 0)

async function findFunctions(): Promise<(string | undefined)[]> {
  return (await find()).map(({ frames: [nearest] }) => nearest?.functionName)
}

/** Code of a package that makes a promise. */
const makeInPackage = runInThisContext('(function inPackage() { return new Promise(() => {}) })', {
  filename: '/repo/node_modules/pool/index.js',
}) as () => Promise<void>

describe('findPending()', () => {
  test('finds a promise that is kept, with the line that made it', async () => {
    function keep(): void {
      held.push(new Promise(() => {}))
    }
    keep()
    const [found, ...others] = await find()
    expect(found).toMatchObject({
      kind: 'promise',
      description: 'promise that never settles',
      count: 1,
      scope,
      frames: [{ functionName: 'keep', path: import.meta.filename }, { line: expect.any(Number) }],
    })
    expect(found?.entries.map(({ resource }) => resource)).toEqual(held)
    expect(others).toEqual([])
  })

  test('finds it again, as long as it is kept and has not settled', async () => {
    let settle = (): void => {}
    held.push(new Promise<void>((resolve) => (settle = resolve)))
    expect(await find()).toHaveLength(1)
    expect(await find()).toHaveLength(1)
    settle()
    expect(await find()).toEqual([])
    expect(watch.isPending(scope)).toBe(false)
  })

  test('finds nothing once what kept it is gone', async () => {
    held.push(new Promise(() => {}))
    held = []
    expect(watch.isPending(scope)).toBe(true)
    expect(await find()).toEqual([])
  })

  test('makes one of several from the same line', async () => {
    for (let count = 0; count < 3; count++) held.push(new Promise(() => {}))
    expect((await find()).map(({ count }) => count)).toEqual([3])
  })

  test('waits for what is about to settle', async () => {
    held.push(new Promise((resolve) => void setTimeout(resolve, 30)))
    expect(await watch.findPending([scope], 10_000)).toEqual([])
  })

  test('finds what others wait for, not those who wait', async () => {
    async function wait(): Promise<unknown> {
      return await cause()
    }
    function cause(): Promise<unknown> {
      const promise = new Promise(() => {})
      held.push(promise)
      return promise
    }
    held.push(
      wait(),
      Promise.all([wait(), wait()]).then(() => {}),
      Promise.race([wait(), wait()]).finally(() => {}),
    )
    expect(await findFunctions()).toEqual(['cause'])
  })

  test('finds who waits for what was made elsewhere, where there is no nearer cause', async () => {
    current = other
    const elsewhere = new Promise(() => {})
    current = scope
    async function wait(): Promise<void> {
      await elsewhere
    }
    async function waitForIt(): Promise<void> {
      await wait()
    }
    void waitForIt()
    void elsewhere.then(() => {})
    held.push(elsewhere)
    expect(await findFunctions()).toEqual(['wait'])
    function ask(): void {
      held.push(new Promise(() => {}))
    }
    ask()
    expect(await findFunctions()).toEqual(['ask'])
  })

  test('finds those of a package only where none is the user’s', async () => {
    function ask(): void {
      held.push(new Promise(() => {}))
    }
    held.push(makeInPackage())
    expect(await findFunctions()).toEqual(['inPackage'])
    ask()
    expect(await findFunctions()).toEqual(['ask'])
  })

  test('lets be what Node makes for itself, but not what it makes for its callers', async () => {
    const emitter = new EventEmitter()
    function listen(): void {
      held.push(once(emitter, 'never'), emitter)
    }
    held.push(new ReadableStream().getReader())
    listen()
    expect(await findFunctions()).toEqual(['listen'])
  })

  test('lets be what a mock returns', async () => {
    const asked = vi.fn<() => Promise<void>>(() => new Promise(() => {}))
    const given = vi.fn<() => Promise<void>>().mockReturnValue(new Promise(() => {}))
    held.push(asked(), given(), asked, given)
    expect(await find()).toEqual([])
  })

  test('lets be what is made while timers are faked', async () => {
    vi.useFakeTimers()
    held.push(new Promise((resolve) => void setTimeout(resolve, 1000)))
    vi.useRealTimers()
    expect(await find()).toEqual([])
  })

  test('does not keep a promise for its own ends', async () => {
    const closure = (): WeakRef<object> => {
      const opened: { resolve?: () => void } = {}
      const make = (): Promise<void> => new Promise((resolve) => (opened.resolve = resolve))
      return new WeakRef(make())
    }
    const ref = closure()
    await setImmediate()
    await find()
    expect(ref.deref()).toBe(undefined)
  })

  test('finds one that is made after many thousands', async () => {
    const pass = async (): Promise<void> => {}
    for (let count = 0; count < 5000; count++) await pass()
    await setImmediate()
    held.push(new Promise(() => {}))
    expect(await find()).toHaveLength(1)
  })
})

describe('watch() and forget()', () => {
  test('watch the work of one scope, not that of others', async () => {
    current = other
    held.push(new Promise(() => {}))
    current = scope
    expect(await find()).toEqual([])
    expect(await watch.findPending([other], 0)).toEqual([])
  })

  test('watch several scopes, each with promises of its own', async () => {
    watch.watch(other)
    held.push(new Promise(() => {}))
    current = other
    held.push(new Promise(() => {}))
    const found = await watch.findPending([scope, other], 0)
    expect(found.map(({ scope: { owner } }) => owner)).toEqual(['watched', 'not watched'])
  })

  test('forget what was made, and see no more of it', async () => {
    held.push(new Promise(() => {}))
    watch.forget(scope)
    expect(watch.isPending(scope)).toBe(false)
    held.push(new Promise(() => {}))
    watch.watch(scope)
    expect(await find()).toEqual([])
  })
})
