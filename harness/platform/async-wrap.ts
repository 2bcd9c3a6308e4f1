/**
 * @touches `process.binding('async_wrap')`: `getPromiseHooks()`, `setPromiseHooks()`, `async_hook_fields`,
 * `clearAsyncIdStack()`
 * @test all functions and fields exist; Node 24 and later lack the binding
 * @fallback `find-quiet-hook.ts` tries its next option
 */
import process from 'node:process'

/** What the engine calls in the life of every promise: on init, before, after, once settled. */
export type PromiseHooks = readonly unknown[]

/** What is needed of Node's inner side of async hooks. */
export interface AsyncWrap {
  getPromiseHooks(): PromiseHooks
  setPromiseHooks(...hooks: PromiseHooks): void
  /** How many callbacks the hooks that are enabled have, everybody's together. */
  countCallbacks(): number
  /** Forgets what is being executed: for code that is stopped and cannot be seen to end. */
  clearAsyncIdStack?(): void
}

type Binding = Omit<AsyncWrap, 'countCallbacks'> & {
  readonly async_hook_fields: Uint32Array
  readonly constants: Readonly<Record<string, number>>
}

/** Where Node counts the callbacks of enabled hooks. */
const COUNTERS = ['kInit', 'kBefore', 'kAfter', 'kDestroy', 'kPromiseResolve']

/** Finds the inner side of async hooks where Node gives access to it, as 20 and 22 do. */
export function findAsyncWrap(): AsyncWrap | undefined {
  const binding = findBinding()
  if (binding === undefined) return undefined
  return {
    getPromiseHooks: () => binding.getPromiseHooks(),
    setPromiseHooks: (...hooks) => binding.setPromiseHooks(...hooks),
    clearAsyncIdStack: () => binding.clearAsyncIdStack?.(),
    countCallbacks: () => {
      const counts = COUNTERS.map(
        (name) => binding.async_hook_fields[binding.constants[name] ?? -1],
      )
      return counts.reduce<number>((sum, count) => sum + (count ?? Number.NaN), 0)
    },
  }
}

function findBinding(): Binding | undefined {
  const { noDeprecation } = process
  try {
    // The warning would name nothing that the user can do without.
    process.noDeprecation = true
    const { binding: find } = process as { binding?: (name: string) => Partial<Binding> }
    const binding = find?.('async_wrap')
    return isComplete(binding) ? binding : undefined
  } catch {
    // Withdrawn, as from Node 24 on, or forbidden by the permission model.
    return undefined
  } finally {
    if (noDeprecation === undefined) delete process.noDeprecation
    else process.noDeprecation = noDeprecation
  }
}

function isComplete(binding: Partial<Binding> | undefined): binding is Binding {
  return (
    typeof binding?.getPromiseHooks === 'function' &&
    typeof binding.setPromiseHooks === 'function' &&
    typeof binding.async_hook_fields === 'object' &&
    typeof binding.constants === 'object'
  )
}
