import { readFileSync } from 'node:fs'

/** The line of a file, counted from 1, that ends in `// <- NAME`. */
export function lineOf(path: string, name: string): number {
  const lines = readFileSync(path, 'utf8').split('\n')
  const index = lines.findIndex((line) => line.endsWith(`// <- ${name}`))
  if (index < 0) throw new Error(`Expected ${path} to have a line that ends in "// <- ${name}"`)
  return index + 1
}
