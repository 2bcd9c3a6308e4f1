import fs from 'node:fs'
import { findCallInProgress, runInCall } from './call-in-progress.ts'
import { findCall, rememberCall } from './call-sites.ts'
import type { Observation } from './observation.ts'
import { findExecutionResource } from '../../platform/async-context.ts'
import { findNativeHandle } from '../../platform/native-handle.ts'
import type { Replacement } from '../../platform/replace-functions.ts'
import { markWatching } from '../../stack/script-owner.ts'

markWatching(import.meta.url)

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
            (isRecursive ? observation.captureCall() : findCall(findExecutionResource()))
          if (call === undefined) return Reflect.apply(original, this, args)
          const watcher = runInCall(call, () => Reflect.apply(original, this, args)) as object
          rememberCall(watcher, call)
          // The native handle is what calls back.
          const handle = findNativeHandle(watcher)
          if (handle !== undefined) rememberCall(handle, call)
          return watcher
        },
    },
  ]
}
