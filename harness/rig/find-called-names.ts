/** The names that a function calls, read from its source: methods, functions, and quoted keys. */
export function findCalledNames(calls: (...parameters: never[]) => unknown): string[] {
  // Read from the source, not through a proxy: a proxy would break private fields and identity.
  const source = String(calls)
  const names = [...source.matchAll(/([A-Za-z_$][\w$]*)\s*(?:\?\.)?\(/g)].map(
    ([, name]) => name ?? '',
  )
  const quoted = [...source.matchAll(/\[\s*['"]([^'"]+)['"]\s*\]/g)].map(([, name]) => name ?? '')
  return [...names, ...quoted].filter((name) => name.length > 2)
}
