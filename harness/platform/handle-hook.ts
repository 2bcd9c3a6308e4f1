/**
 * @touches `createHook()` of `node:async_hooks`, what it reports about each resource, and
 * `asyncWrapProviders`
 * @test `find-quiet-hook.ts` and `explain-deafness.ts` try hooks on what they must report
 * @fallback an ordinary hook that ignores promises; the guard refuses to run where hooks report nothing
 */
import asyncHooks, { type AsyncHook, createHook, type HookCallbacks } from 'node:async_hooks'
import { findQuietHook } from './find-quiet-hook.ts'
import { markWatching } from '../stack/script-owner.ts'

markWatching(import.meta.url)

/** What a {@link HandleHook} calls. Neither may throw: that ends the process. */
export interface HandleHookCallbacks {
  /** A resource has been made; never a promise. */
  init(asyncId: number, type: string, triggerAsyncId: number, resource: object): void
  /**
   * A callback of a resource is about to run. Where others hook promises, it may be called with
   * the ids of promises too, which `init` is never called with.
   */
  before?(asyncId: number): void
}

/** An async hook that leaves promises alone. */
export interface HandleHook {
  /** Whether promises are hooked all the same, which makes every `await` dearer. */
  readonly tracksPromises: boolean
  enable(): void
  disable(): void
}

/** Creates an ordinary hook, promises included: every `await` takes several times longer under it. */
export function createFullHook(callbacks: HookCallbacks): AsyncHook {
  return createHook(callbacks)
}

/**
 * Creates a hook that tells of everything asynchronous but promises, and costs what that costs: it
 * keeps Node from hooking promises where Node can be kept from it, and ignores them where not.
 *
 * Where somebody else's hook has turned promise hooks on meanwhile, disabling and enabling this
 * one turns them off again once the other is disabled.
 */
export function createHandleHook({ init, before }: HandleHookCallbacks): HandleHook {
  const callbacks: HookCallbacks = {
    init: (asyncId, type, triggerAsyncId, resource) => {
      if (type !== 'PROMISE') init(asyncId, type, triggerAsyncId, resource)
    },
    ...(before && { before }),
  }
  const createQuiet = findQuietHook()
  const hook = (createQuiet ?? createHook)(callbacks)
  return {
    tracksPromises: createQuiet === undefined,
    enable: () => {
      hook.enable()
    },
    disable: () => {
      hook.disable()
    },
  }
}

/** The types of the jobs of `node:crypto`, `subtle` included, that this version of Node has. */
export function listCryptoJobs(): string[] {
  const { asyncWrapProviders } = asyncHooks as { asyncWrapProviders?: object }
  return Object.keys(asyncWrapProviders ?? {}).filter(
    (name) => name.endsWith('REQUEST') && name !== 'HTTPCLIENTREQUEST',
  )
}
