/**
 * @touches the names of Node's own scripts and functions on a stack: `node:internal/timers`,
 * `node:internal/worker`, `node:internal/promise_hooks`, …
 * @test none at run time; tests open each kind of handle and look for its owner
 * @fallback a frame under another name counts as Node's: so does a timer that the user created, and the
 * ports of a worker are reported beside it
 */
import { readFrames } from '../stack/call-sites.ts'
import {
  isEnvironmentScript,
  isOwnScript,
  isRunnerScript,
  isWatchingScript,
} from '../stack/script-owner.ts'

/** Whose code it was that did something. */
export type SiteOwner = 'user' | 'runner' | 'core'

/** Where Node's own code may stand between a timer and whoever asked for it. */
const TIMER_SCRIPTS =
  /^node:(internal\/)?(timers|timers\/promises|async_hooks|util|per_context\/.*)$/

/** The modules through which users reach a native timer; a frame of any other is Node's own use. */
const TIMER_MODULES =
  /^node:(timers|timers\/promises|internal\/(async_hooks|timers|abort_controller|util))$/

/** Where hooks on promises are called from. */
const PROMISE_HOOKS = 'node:internal/promise_hooks'

/** Where continuations are called from. */
const TASK_QUEUES = 'node:internal/process/task_queues'

/**
 * Finds out whose code called: that of the nearest frame that is neither Node's nor ours.
 *
 * @param isTimer Node makes timers of its own within calls of the user's (`http.createServer()`):
 * those are Node's. A global timer function can be that of a browser environment, which passes on
 * the calls of others
 */
export function findSiteOwner(site: Error, isTimer = false): SiteOwner {
  for (const { script } of readFrames(site)) {
    if (script.startsWith('node:')) {
      if (isTimer && !TIMER_SCRIPTS.test(script)) return 'core'
      continue
    }
    if (script === '' || isWatchingScript(script)) continue
    if (isTimer && isEnvironmentScript(script)) continue
    return isRunnerScript(script) || isOwnScript(script) ? 'runner' : 'user'
  }
  return 'core'
}

/** Whether users reach native timers through a script of Node's. */
export function isTimerModule(script: string): boolean {
  return TIMER_MODULES.test(script)
}

/** Whether a script of Node's only calls the hooks on promises. */
export function isPromiseHook(script: string): boolean {
  return script === PROMISE_HOOKS
}

/** Whether a script of Node's only calls what waits for promises, or hooks on them. */
export function isPromiseEngine(script: string): boolean {
  return script === PROMISE_HOOKS || script === TASK_QUEUES
}

/** Whether a resource was made in JavaScript, as a virtual timer is: nothing that real time moves. */
export function isMadeAsResource(site: Error): boolean {
  return isOnStack(site, 'node:async_hooks', 'AsyncResource')
}

/** Whether a pipe was made for a child process. */
export function isMadeByChild(site: Error): boolean {
  return isOnStack(site, 'node:internal/child_process')
}

/** Whether a port was made for a worker to talk to its parent: it lives and dies with the worker. */
export function isMadeByWorker(site: Error): boolean {
  return isOnStack(site, 'node:internal/worker', 'Worker')
}

/** Whether a worker is Node's own, such as the one that `module.register()` runs its hooks in. */
export function isMadeForNode(site: Error): boolean {
  return isOnStack(site, 'node:internal/worker', 'InternalWorker')
}

/** Whether `node:test`, which a test file may use beside its runner, did something of its own accord. */
export function isMadeByNodeTest(site: Error): boolean {
  for (const { script } of readFrames(site)) {
    if (script.startsWith('node:internal/test_runner/')) return true
    if (!script.startsWith('node:') && !isOwnScript(script)) return false
  }
  return false
}

/** Whether a timer was made for `AbortSignal.timeout()`. */
export function isMadeByAbort(site: Error): boolean {
  return isOnStack(site, 'node:internal/abort_controller')
}

/** Whether a job of `node:crypto` settles a promise, as those of `subtle` do in newer versions of Node. */
export function isCryptoPromise(site: Error): boolean {
  return isOnStack(site, 'node:internal/crypto/util', 'jobPromise')
}

/** Whether a script of Node's is none that users import. */
export function isInternalScript(script: string): boolean {
  return script.startsWith('node:internal/')
}

/** A module of Node's as people know it: `node:undici` rather than `node:internal/deps/undici`. */
export function toPublicModule(script: string): string {
  return script.replace(/^node:internal\/(deps\/)?/, 'node:')
}

/** Whether a script of Node's, or one function of it, was in the call chain of a captured site. */
function isOnStack(site: Error, script: string, functionName?: string): boolean {
  return [...readFrames(site)].some(
    (frame) =>
      frame.script === script &&
      (functionName === undefined || frame.functionName === functionName),
  )
}

/** Whether the code behind `fetch()` made something: the nearest frame of a stack that is not ours. */
export function isMadeByFetch(stack: string): boolean {
  const frame = stack
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .find((line) => !isOwnScript(line))
  return frame?.includes('node:internal/deps/undici/') === true
}

/** Whether a script of Node's only calls the hooks on async resources. */
export function isHookScript(script: string): boolean {
  return script === 'node:internal/async_hooks'
}
