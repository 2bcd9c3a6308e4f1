/** Lowest first: a file imports from its own level and from those before it. */
export const LEVELS: readonly string[]
