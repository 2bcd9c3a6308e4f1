/**
 * @touches `__vitest_vm_context__` of a Vitest worker, whose synthetic modules Node does not know
 * @test each field is checked for before it is used
 * @fallback named imports in a `vm` pool keep the earlier functions
 */
import { isBuiltin, syncBuiltinESMExports } from 'node:module'
import { markWatching } from '../stack/script-owner.ts'

markWatching(import.meta.url)

/** What a Vitest worker of the `vm` pools keeps on the global object of each test file. */
interface VmContext {
  readonly externalModulesExecutor?: {
    syncBuiltinESMExports?(): void
    require?(identifier: string): Record<string, unknown>
    readonly cjs?: { readonly moduleCache?: Iterable<[string, SyntheticModule]> }
  }
}

/** A module of `node:vm` that stands for one of Node's own in such a context. */
interface SyntheticModule {
  readonly status: string
  readonly namespace: Record<string, unknown>
  setExport(name: string, value: unknown): void
}

/** Whether this runs in a `vm` context of a Vitest worker, whose global object may be a browser's. */
export function isInVmContext(): boolean {
  return '__vitest_vm_context__' in globalThis
}

/**
 * Brings named imports of Node's modules up to date with what the modules export now.
 *
 * In a `vm` context these are modules of their own, made before the first setup file runs, which
 * Node does not know: those are brought up to date too.
 */
export function syncNamedImports(): void {
  syncBuiltinESMExports()
  const { __vitest_vm_context__: context } = globalThis as { __vitest_vm_context__?: VmContext }
  const executor = context?.externalModulesExecutor
  if (executor === undefined) return
  if (executor.syncBuiltinESMExports === undefined) syncSynthetic(executor)
  else executor.syncBuiltinESMExports()
}

/** What the executor of later versions of Vitest does itself. */
function syncSynthetic(executor: NonNullable<VmContext['externalModulesExecutor']>): void {
  for (const [identifier, module] of executor.cjs?.moduleCache ?? []) {
    if (!isBuiltin(identifier) || module.status !== 'evaluated') continue
    const exported = executor.require?.(identifier) ?? {}
    for (const name of Object.keys(module.namespace)) {
      if (name !== 'default') module.setExport(name, exported[name])
    }
  }
}
