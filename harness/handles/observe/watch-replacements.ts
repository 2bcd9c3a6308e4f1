import { executionAsyncResource } from 'node:async_hooks'
import fs from 'node:fs'
import { findCallInProgress, runInCall } from './call-in-progress.ts'
import { findCall, rememberCall } from './call-sites.ts'
import type { Observation } from './observation.ts'
import type { Replacement } from '../../platform/replace-functions.ts'
import { markWatching } from '../../stack/script-owner.ts'

markWatching(import.meta.url)

/** A watcher of one folder, with the native handle that calls it back. */
interface NativeWatcher {
  readonly _handle?: object
}

/**
 * What observes recursive watchers: where the system has none, Node makes one for each folder, and
 * more of them as folders come, each by `fs.watch` from within a callback of another.
 */
export function createWatchReplacements(observation: Observation): Replacement[] {
  return [
    {
      target: fs,
      key: 'watch',
      wrap: (original) =>
        function watch(...args) {
          const isRecursive = (args[1] as { recursive?: unknown } | undefined)?.recursive === true
          const call =
            findCallInProgress() ??
            (isRecursive ? observation.captureCall() : findCall(executionAsyncResource()))
          if (call === undefined) return Reflect.apply(original, this, args)
          const watcher = runInCall(call, () =>
            Reflect.apply(original, this, args),
          ) as NativeWatcher
          rememberCall(watcher, call)
          if (watcher._handle !== undefined) rememberCall(watcher._handle, call)
          return watcher
        },
    },
  ]
}
