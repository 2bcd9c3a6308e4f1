import type { HandleType } from '../../model/handle-type.ts'
import {
  closeNative,
  findOwner,
  isNativeReferenced,
  NATIVE_BEHAVIOUR,
  type NativeHandle,
} from '../../platform/native-handle.ts'
import { markWatching } from '../../stack/script-owner.ts'

markWatching(import.meta.url)

/** `fs.watch()`. */
export const watcherType: HandleType<NativeHandle> = {
  ...NATIVE_BEHAVIOUR,
  kind: 'watcher',
  name: 'file watcher',
  describe: () => 'file watcher',
  remedy: () => 'watcher.close()',
}

/** `fs.watchFile()`. */
export const pollingWatcherType: HandleType<NativeHandle> = {
  ...NATIVE_BEHAVIOUR,
  kind: 'watcher',
  name: 'file watcher (polling)',
  describe: () => 'file watcher (polling)',
  remedy: () => 'unwatchFile(path)',
  close: (handle) => {
    const owner = findOwner(handle) as { stop?(): unknown } | undefined
    owner?.stop?.()
    closeNative(handle)
  },
}

const SIGKILL = 9

/** `spawn()`, `exec()`, `fork()`: a child that has not exited. */
export const childProcessType: HandleType<NativeHandle> = {
  ...NATIVE_BEHAVIOUR,
  kind: 'child-process',
  isClosing: (handle) => findOwner(handle)?.killed === true,
  name: 'child process',
  describe: (handle) => {
    const { spawnfile, pid } = (findOwner(handle) ?? {}) as { spawnfile?: string; pid?: number }
    return `child process${spawnfile === undefined ? '' : ` ${spawnfile}`} (pid ${pid ?? handle.pid})`
  },
  remedy: () => 'child.kill() and wait for its exit event',
  // By the signal alone: a handle that is closed never hears that the child has ended.
  close: (handle) => findOwner(handle)?.kill?.('SIGKILL') ?? handle.kill?.(SIGKILL),
}

/** A worker thread that has not ended. */
export const workerType: HandleType<NativeHandle> = {
  ...NATIVE_BEHAVIOUR,
  kind: 'worker',
  // Nothing tells a worker that is being terminated from one that is not.
  isClosing: () => true,
  name: 'worker thread',
  describe: (handle) => {
    const { threadId } = handle as { threadId?: number }
    return threadId === undefined ? 'worker thread' : `worker thread ${threadId}`
  },
  remedy: () => 'await worker.terminate()',
}

/** A `MessagePort` or `BroadcastChannel` that is listened to; an idle one is no more than memory. */
export const messagePortType: HandleType<NativeHandle> = {
  kind: 'message-port',
  name: 'message port',
  isOpen: isNativeReferenced,
  // The two are one thing underneath, and it does not say which it is.
  describe: () => 'message port or broadcast channel with a listener',
  remedy: () => 'port.close()',
  close: (port) => port.close?.(),
}
