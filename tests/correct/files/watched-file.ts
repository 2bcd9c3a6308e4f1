import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const folder = mkdtempSync(join(tmpdir(), 'vitest-shutdown-watched-'))

/** An empty file, until {@link removeWatchedFiles}. */
export function createWatchedFile(name: string): string {
  const path = join(folder, name)
  writeFileSync(path, '')
  return path
}

/** Removes all of them. */
export function removeWatchedFiles(): void {
  rmSync(folder, { recursive: true })
}
