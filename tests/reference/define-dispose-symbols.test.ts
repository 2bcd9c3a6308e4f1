import { createContext, runInContext } from 'node:vm'
import { expect, test } from 'vitest'
import { defineDisposeSymbols } from '../../reference/define-dispose-symbols.ts'

test('defineDisposeSymbols() gives a context that lacks them the symbols of the main context', () => {
  const context = createContext({ process })
  const define = runInContext(`(${String(defineDisposeSymbols)})`, context) as () => void
  define()
  define()
  const theirs = runInContext('Symbol', context) as SymbolConstructor
  expect([theirs.dispose, theirs.asyncDispose]).toEqual([Symbol.dispose, Symbol.asyncDispose])
  expect(Object.keys(theirs)).toEqual([])
})
