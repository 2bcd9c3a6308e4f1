import { createHook } from 'node:async_hooks'
import { promiseHooks } from 'node:v8'
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { findAsyncWrap, type AsyncWrap } from '../../../harness/platform/async-wrap.ts'
import { SwitchedHook } from '../../../harness/platform/switched-hook.ts'
import { called } from './called.ts'

const found = findAsyncWrap()

describe.skipIf(found === undefined)('a switched hook', () => {
  const wrap = found as AsyncWrap
  const isOn = (): boolean => wrap.getPromiseHooks().some((hook) => hook !== undefined)

  function createSwitched(): SwitchedHook {
    const hook = new SwitchedHook(wrap, { init: () => {} })
    onTestFinished(() => hook.disable())
    return hook
  }

  beforeEach(() => {
    expect(isOn()).toBe(false)
  })

  test('never turns promise hooks on', async () => {
    const hook = createSwitched()
    hook.enable()
    expect(isOn()).toBe(false)
    await Promise.resolve()
    expect(isOn()).toBe(false)
    hook.disable()
    await Promise.resolve()
    expect(isOn()).toBe(false)
  })

  test('leaves them on for the hook of somebody else, enabled before', async () => {
    const other = createHook({ init: () => {} }).enable()
    const hook = createSwitched()
    hook.enable()
    await called((callback) => setImmediate(callback))
    expect(isOn()).toBe(true)
    hook.disable()
    await called((callback) => setImmediate(callback))
    expect(isOn()).toBe(true)
    other.disable()
    await called((callback) => setImmediate(callback))
    expect(isOn()).toBe(false)
  })

  test('turns them off when the hook of somebody else is disabled in the same turn', async () => {
    createSwitched().enable()
    const other = createHook({ init: () => {} }).enable()
    const hook = createSwitched()
    hook.enable()
    other.disable()
    expect(isOn()).toBe(true)
    await called((callback) => setImmediate(callback))
    expect(isOn()).toBe(false)
  })

  test('does not turn them off when it was disabled meanwhile', async () => {
    createSwitched().enable()
    const other = createHook({ init: () => {} }).enable()
    const hook = createSwitched()
    hook.enable()
    other.disable()
    hook.disable()
    await called((callback) => setImmediate(callback))
    expect(isOn()).toBe(true)
  })

  test('leaves the hooks of v8.promiseHooks alone', async () => {
    const promises: unknown[] = []
    const stop = promiseHooks.onInit((promise: unknown) => void promises.push(promise))
    onTestFinished(() => {
      stop()
    })
    const before = wrap.getPromiseHooks()
    const hook = createSwitched()
    hook.enable()
    expect(wrap.getPromiseHooks()).toEqual(before)
    const promise = Promise.resolve()
    expect(promises).toContain(promise)
    await called((callback) => setImmediate(callback))
    expect(wrap.getPromiseHooks()).toEqual(before)
    stop()
    hook.disable()
    await called((callback) => setImmediate(callback))
  })

  test('leaves a hook of v8.promiseHooks alone that is set in the same turn', async () => {
    createSwitched().enable()
    const other = createHook({ init: () => {} }).enable()
    createSwitched().enable()
    other.disable()
    const promises: unknown[] = []
    const stop = promiseHooks.onInit((promise: unknown) => void promises.push(promise))
    onTestFinished(() => {
      stop()
    })
    await called((callback) => setImmediate(callback))
    const promise = Promise.resolve()
    expect(promises).toContain(promise)
  })
})
