/**
 * @touches the option `trackPromises` of `createHook()`, the symbol `kNoPromiseHook` of a hook
 * @test a promise, a resource of JavaScript and one of C++ are created under the hook, which must report
 * only the last two
 * @fallback an ordinary hook: every `await` takes longer, the findings are the same
 */
import { AsyncResource, createHook, type HookCallbacks } from 'node:async_hooks'
import { MessageChannel } from 'node:worker_threads'
import { findAsyncWrap } from './async-wrap.ts'
import { SwitchedHook } from './switched-hook.ts'
import { markWatching } from '../stack/script-owner.ts'

markWatching(import.meta.url)

/** What is used of an async hook. */
interface Hook {
  enable(): unknown
  disable(): unknown
}

/** Creates a hook: `createHook`, or another way. */
type CreateHook = (callbacks: HookCallbacks) => Hook

let tested: CreateHook | undefined

/** Finds how to create a hook that keeps Node from hooking promises, and proves that it does. */
export function findQuietHook(): CreateHook | undefined {
  if (tested !== undefined) return tested
  const candidate = findCandidate()
  // Not remembered when it fails: it may be somebody's hook, enabled now, that tracks promises.
  if (keepsPromisesOut(candidate)) tested = candidate
  return tested
}

function findCandidate(): CreateHook {
  // Node 22.22 to 24.13 have the option under an inner name only.
  const key = Object.getOwnPropertySymbols(createHook({})).find(
    ({ description }) => description === 'kNoPromiseHook',
  )
  const wrap = key === undefined ? findAsyncWrap() : undefined
  if (wrap !== undefined) return (callbacks) => new SwitchedHook(wrap, callbacks)
  return (callbacks) => {
    const hook = createHook({ ...callbacks, trackPromises: false } as HookCallbacks)
    if (key !== undefined) Reflect.set(hook, key, true)
    return hook
  }
}

const PROBE = 'VitestShutdownProbe'

/** Tries a hook on a promise and on what it must see: a resource of JavaScript, one of C++. */
function keepsPromisesOut(create: CreateHook): boolean {
  const seen = new Set<string>()
  let hook: Hook | undefined
  try {
    hook = create({
      init: (_asyncId, type) => void seen.add(type),
      before: () => void seen.add('before'),
    })
    hook.enable()
    void Promise.resolve()
    new AsyncResource(PROBE).runInAsyncScope(() => {})
    new MessageChannel().port1.close()
  } catch {
    return false
  } finally {
    hook?.disable()
  }
  return !seen.has('PROMISE') && [PROBE, 'before', 'MESSAGEPORT'].every((event) => seen.has(event))
}
