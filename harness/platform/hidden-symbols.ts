/**
 * Reads a property that Node keeps under a symbol of its own, by the description of the symbol.
 *
 * @returns undefined where the object has no such property
 */
export function readHidden(object: object, description: string): unknown {
  const key = Object.getOwnPropertySymbols(object).find(
    (symbol) => symbol.description === description,
  )
  return key === undefined ? undefined : Reflect.get(object, key)
}

/** Whether an object has a property under a symbol of that description. */
export function hasHidden(object: object, description: string): boolean {
  return Object.getOwnPropertySymbols(object).some((symbol) => symbol.description === description)
}

/** The symbol of that description under which an object has a property of its own. */
export function findHiddenKey(object: object, description: string): symbol | undefined {
  return Object.getOwnPropertySymbols(object).find((symbol) => symbol.description === description)
}
