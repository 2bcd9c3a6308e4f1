/** The part of `node:vm` that is asked for; nothing loads the module where the symbols are there. */
interface Vm {
  runInThisContext(code: string): symbol
}

/**
 * Defines `Symbol.dispose` and `Symbol.asyncDispose` where there are none: Node 20 and 22 have them in
 * their main context only, not in those that `vm` makes, as Vitest does for `vmThreads` and `vmForks`.
 * They are the symbols of the main context, so that Node's own disposables have them too.
 */
export function defineDisposeSymbols(): void {
  for (const name of ['dispose', 'asyncDispose'] as const) {
    if (Symbol[name] !== undefined) continue
    const vm = process.getBuiltinModule('node:vm') as Vm
    Object.defineProperty(Symbol, name, { value: vm.runInThisContext(`Symbol.${name}`) })
  }
}
