import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('../scratch/', import.meta.url))

/** A new empty folder, which goes away with the project the cases were copied to. */
export function scratchFolder(): string {
  mkdirSync(ROOT, { recursive: true })
  return mkdtempSync(join(ROOT, 's-'))
}

/** A new file of a few lines. */
export function scratchFile(text = 'one\ntwo\nthree\n'): string {
  const path = join(scratchFolder(), 'file.txt')
  writeFileSync(path, text)
  return path
}
